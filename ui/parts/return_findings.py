"""The findings of a return: grouped by what they ask for, each with its cell."""

from collections import Counter
from collections.abc import Sequence

import streamlit as st

from domain.finding import Finding, Severity
from domain.text import mark
from house_style.labels import say_label
from ui.heads import show_heading, show_note
from ui.literal import literal
from ui.screen import Screen
from ui.tables import Column, show_rows

MOST_SHOWN = 300
SIGNS = {Severity.BLOCK: "■", Severity.CONFIRM: "▲", Severity.NOTICE: "○"}
MEANING = {
    Severity.BLOCK: mark("Must be mended before it can be sent"),
    Severity.CONFIRM: mark("Looks unusual: check it, and say that it is right"),
    Severity.NOTICE: mark("For information; nothing to do"),
}


def show_findings(screen: Screen, findings: Sequence[Finding], *, key: str) -> None:
    """All of them, the gravest first; of very many the first ones."""
    words = screen.words
    if not findings:
        show_note(words.say("✔ No faults were found."))
        return
    for severity in Severity:
        found = [finding for finding in findings if finding.severity is severity]
        if found:
            show_heading(f"{SIGNS[severity]} {words.say(MEANING[severity])} ({len(found)})")
            _show(screen, found[:MOST_SHOWN], key=f"{key}_{severity.value}")
            if len(found) > MOST_SHOWN:
                show_note(
                    words.say(
                        "{count} more are in the workbook with the marked cells.",
                        count=len(found) - MOST_SHOWN,
                    )
                )


def say_where(finding: Finding, whole: str) -> str:
    """Where a fault is: sheet and cell, or the whole file."""
    return "!".join(filter(None, (finding.sheet, finding.cell))) or whole


def _show(screen: Screen, findings: Sequence[Finding], *, key: str) -> None:
    words = screen.words
    columns = [
        Column(
            heading=words.say("Place in the file"),
            values=[say_where(finding, words.say("the whole file")) for finding in findings],
        ),
        Column(
            heading=words.say("What is wrong, and how to mend it"),
            values=[words.finding(finding) for finding in findings],
            wide=True,
        ),
    ]
    show_rows(screen, columns, key=key, caption=say_label(findings[0].severity, words))


def show_confirming(screen: Screen, findings: Sequence[Finding], *, key: str) -> None:
    """A box to tick for each kind of finding that wants a yes."""
    words = screen.words
    wanted = [finding for finding in findings if finding.severity is Severity.CONFIRM]
    counts = Counter(finding.code for finding in wanted)
    for code, count in counts.items():
        first = next(finding for finding in wanted if finding.code == code)
        said = words.say(
            "I have checked {count} of these, and they are right. For example {where}: {what}",
            count=count,
            where=say_where(first, words.say("the whole file")),
            what=words.finding(first),
        )
        st.checkbox(literal(said), key=confirm_key(key, code))


def confirm_key(key: str, code: str) -> str:
    """Under which name a page knows whether a kind of finding is confirmed."""
    return f"{key}_sure_{code}"
