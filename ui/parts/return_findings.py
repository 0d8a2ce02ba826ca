"""The findings of a return: grouped by what they ask for, each with its cells."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import streamlit as st

from domain.finding import Finding, Severity
from domain.text import mark
from house_style.wording import one_way
from kpi_returns.mending import place_of
from ui.heads import show_heading, show_note
from ui.literal import literal
from ui.parts.long_lists import first_of
from ui.parts.return_signs import GRAVITIES
from ui.screen import Screen
from ui.tables import Column, show_rows

MOST_SHOWN = 300
MOST_CELLS, MOST_TO_CONFIRM = 6, 5
MEANING = {
    Severity.BLOCK: mark("Must be mended before it can be sent"),
    Severity.CONFIRM: mark("Looks unusual: check it, and say that it is right"),
    Severity.NOTICE: mark("For information; nothing to do"),
}


def show_findings(
    screen: Screen, findings: Sequence[Finding], *, key: str, settled: Mapping[Severity, str] | None = None
) -> None:
    """All of them, the gravest first; the same sentence once for all of its cells; of very many the first ones.

    `settled` are the headings of those that ask for nothing any more.
    """
    words = screen.words
    for severity in Severity:
        found = [finding for finding in findings if finding.severity is severity]
        if not found:
            continue
        sign, _ = GRAVITIES[severity]
        heading = (settled or {}).get(severity) or words.say(MEANING[severity])
        show_heading(f"{sign} {heading} ({len(found):,})")
        rows = _folded(screen, found)
        table = f"{key}_{severity.value}"
        _show(screen, first_of(screen, rows, key=table, most=MOST_SHOWN), caption=heading, key=table)
        if len(rows) > MOST_SHOWN:
            show_note(
                words.say(
                    "{count} more are in the workbook with the marked cells.",
                    count=f"{len(rows) - MOST_SHOWN:,}",
                )
            )


def has_places(findings: Iterable[Finding]) -> bool:
    """Whether there is a cell to be marked."""
    return any(finding.cell and finding.severity is not Severity.NOTICE for finding in findings)


def in_order(findings: Sequence[Finding]) -> list[Finding]:
    """Sheet by sheet, each from top to bottom."""
    sheets = list(dict.fromkeys(finding.sheet for finding in findings))
    return sorted(findings, key=lambda f: (sheets.index(f.sheet), place_of(f.cell) or (0, 0)))


def say_where(finding: Finding, whole: str) -> str:
    """Where a fault is: sheet and cell, or the whole file."""
    return one_way("!".join(filter(None, (finding.sheet, finding.cell)))) or whole


def _folded(screen: Screen, findings: Sequence[Finding]) -> list[tuple[str, str]]:
    """Where, and what; what is said of many cells of a sheet is said once."""
    cells: dict[tuple[str, str], list[Finding]] = {}
    for finding in in_order(findings):
        cells.setdefault((finding.sheet, screen.words.finding(finding)), []).append(finding)
    return [(_say_cells(screen, found), said) for (_, said), found in cells.items()]


def _say_cells(screen: Screen, findings: Sequence[Finding]) -> str:
    """The cells of one sheet that something is said of; of many the first ones, and how many more."""
    words = screen.words
    first = say_where(findings[0], words.say("the whole file"))
    others = [one_way(finding.cell) for finding in findings[1:MOST_CELLS] if finding.cell]
    said = ", ".join([first, *others])
    left = len(findings) - MOST_CELLS
    return words.say("{cells} and {count} more", cells=said, count=f"{left:,}") if left > 0 else said


def _show(screen: Screen, rows: Sequence[tuple[str, str]], *, caption: str, key: str) -> None:
    words = screen.words
    columns = [
        Column(heading=words.say("Place in the file"), values=[where for where, _ in rows]),
        Column(
            heading=words.say("What is wrong, and how to mend it"),
            values=[said for _, said in rows],
            wide=True,
        ),
    ]
    show_rows(screen, columns, key=key, caption=caption)


def show_confirming(screen: Screen, findings: Sequence[Finding], *, key: str) -> None:
    """A box to tick for each kind of finding that wants a yes."""
    words = screen.words
    wanted = [finding for finding in findings if finding.severity is Severity.CONFIRM]
    counts = Counter(finding.code for finding in wanted)
    for number, (code, count) in enumerate(counts.items(), start=1):
        rows = _folded(screen, [finding for finding in wanted if finding.code == code])
        for where, said in rows[:MOST_TO_CONFIRM]:
            show_note(f"{where} · {said}")
        if len(rows) > MOST_TO_CONFIRM:
            more = len(rows) - MOST_TO_CONFIRM
            show_note(words.say("{count} more of this kind are in the list below.", count=f"{more:,}"))
        said = words.say(
            "{number}: I have checked all {count} figures of this kind, and they are right",
            number=number,
            count=f"{count:,}",
        )
        st.checkbox(literal(said), key=confirm_key(key, code))


def confirm_key(key: str, code: str) -> str:
    """Under which name a page knows whether a kind of finding is confirmed."""
    return f"{key}_sure_{code}"
