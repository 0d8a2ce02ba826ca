"""What a return changes: each figure, and the scores and statuses that it moves."""

from collections.abc import Sequence

from domain.group import GroupFigure
from domain.status import Status
from domain.text import Text
from house_style.numbers import change_of_score, score
from house_style.wording import one_way
from ui.heads import show_heading, show_note
from ui.parts.long_lists import first_of
from ui.parts.return_words import PARTS, say_figure, say_place, say_what
from ui.screen import Screen
from ui.tables import Column, Shown, show_rows
from use_cases.rehearse import CellChange, Rehearsal

MOST_SHOWN = 400
# What it is; its score before and after; its status before and after.
Moved = tuple[str, float | None, float | None, Status, Status]


def show_what_changes(screen: Screen, rehearsal: Rehearsal, *, key: str) -> None:
    """Scores and statuses before and after, then every figure old and new."""
    words = screen.words
    show_heading(words.say("What will change"))
    if rehearsal.changes_nothing:
        show_note(words.say("Nothing changes: every figure stands already as this return says it."))
        return
    _show_scores(screen, rehearsal, key=f"{key}_scores")
    show_cells(screen, rehearsal.cells, key=f"{key}_cells", heading=words.say("Figures"))


def show_what_changes_in_short(screen: Screen, rehearsal: Rehearsal) -> None:
    """The same in one sentence, to stand beside the button that does it."""
    words, whole = screen.words, rehearsal.whole
    if rehearsal.changes_nothing:
        show_note(words.say("Nothing changes: every figure stands already as this return says it."))
        return
    show_note(
        words.say(
            "{figures} figures change; the score of the whole plan goes from {before} to {after}; {moved} KPIs change "
            "their status.",
            figures=f"{len(rehearsal.cells):,}",
            before=_said(screen, whole.before.group.score),
            after=_said(screen, whole.after.group.score),
            moved=sum(change.before.status is not change.after.status for change in rehearsal.kpis),
        )
    )


def _show_scores(screen: Screen, rehearsal: Rehearsal, *, key: str) -> None:
    """The whole, the strategies, the flagships and the KPIs whose score or status moves; of the others, how many."""
    words, moved = screen.words, _list_moved(screen, rehearsal)
    rows = [row for row in moved if _is_seen_to_move(screen, row)]
    if rows:
        _show_moved(screen, rows, key=key)
    else:
        show_note(words.say("No score and no status becomes another one."))
    if len(moved) > len(rows):
        show_note(
            words.say(
                "Of {count} others, score and status are shown the same before and after.",
                count=f"{len(moved) - len(rows):,}",
            )
        )


def _show_moved(screen: Screen, rows: Sequence[Moved], *, key: str) -> None:
    words = screen.words
    columns = [
        Column(heading=words.say("What"), values=[row[0] for row in rows], wide=True),
        Column(
            heading=words.say("Score before"),
            values=[(row[1], _said(screen, row[1])) for row in rows],
            shown=Shown.AMOUNT,
        ),
        Column(
            heading=words.say("Score after"),
            values=[(row[2], _said(screen, row[2])) for row in rows],
            shown=Shown.AMOUNT,
        ),
        Column(
            heading=words.say("Change of score"),
            values=[_change(screen, row[1], row[2]) for row in rows],
            shown=Shown.AMOUNT,
        ),
        Column(heading=words.say("Status before"), values=[row[3] for row in rows], shown=Shown.STATUS),
        Column(heading=words.say("Status after"), values=[row[4] for row in rows], shown=Shown.STATUS),
    ]
    show_rows(screen, columns, key=key, caption=words.say("Scores and statuses before and after"))


def _list_moved(screen: Screen, rehearsal: Rehearsal) -> list[Moved]:
    words, plan = screen.words, screen.plan
    names = {s.code: s.name for s in plan.strategies}
    rows: list[Moved] = []
    if rehearsal.whole.before != rehearsal.whole.after:
        rows.append(_row(words.say("The whole plan"), rehearsal.whole.before, rehearsal.whole.after))
    rows += [
        _row(f"{s.before.code} {screen.text(names.get(s.before.code, Text()))}", s.before, s.after)
        for s in rehearsal.strategies
    ]
    rows += [
        (
            say_what(screen, f.before.flagship.code),
            f.before.kpis.group.score,
            f.after.kpis.group.score,
            f.before.status,
            f.after.status,
        )
        for f in rehearsal.flagships
    ]
    rows += [
        (say_what(screen, k.before.kpi.code), k.before.score, k.after.score, k.before.status, k.after.status)
        for k in rehearsal.kpis
    ]
    return rows


def _row(name: str, before: GroupFigure, after: GroupFigure) -> Moved:
    return name.strip(), before.group.score, after.group.score, before.status, after.status


def _is_seen_to_move(screen: Screen, row: Moved) -> bool:
    """Whether a row shows something else before and after."""
    _, before, after, status_before, status_after = row
    return status_before is not status_after or _said(screen, before) != _said(screen, after)


def _change(screen: Screen, before: float | None, after: float | None) -> tuple[float | None, str]:
    """By how much a score moves, to be sorted by, and what is said of it."""
    moved = None if before is None or after is None else after - before
    return moved, change_of_score(after, before, screen.words)


def _said(screen: Screen, value: float | None) -> str:
    return screen.words.say("none") if value is None else score(value, screen.words)


def show_cells(screen: Screen, cells: Sequence[CellChange], *, key: str, heading: str) -> None:
    """Figures that become others, old and new, each with its cell; the first ones, and more where somebody asks."""
    words = screen.words
    show_heading(f"{heading} ({len(cells):,})")
    if not cells:
        show_note(words.say("No figure is another one."))
        return
    shown = first_of(screen, cells, key=key, most=MOST_SHOWN)
    columns = [
        Column(heading=words.say("What"), values=[say_what(screen, c.code) for c in shown], wide=True),
        Column(heading=words.say("Place"), values=[say_place(screen, c.province) for c in shown]),
        Column(heading=words.say("Part"), values=[words.say(PARTS[c.part]) for c in shown]),
        Column(
            heading=words.say("Before"),
            values=[(c.before, say_figure(screen, c.before, c.part, c.code)) for c in shown],
            shown=Shown.AMOUNT,
        ),
        Column(
            heading=words.say("After"),
            values=[(c.after, say_figure(screen, c.after, c.part, c.code)) for c in shown],
            shown=Shown.AMOUNT,
        ),
        Column(heading=words.say("Cell"), values=[_say_cell(c) for c in shown]),
    ]
    show_rows(screen, columns, key=key, caption=heading)
    if len(cells) > len(shown):
        show_note(words.say("{count} more figures change.", count=f"{len(cells) - len(shown):,}"))


def _say_cell(change: CellChange) -> str:
    """Where the new figure stands; nothing where that is not known."""
    return one_way(f"{change.at.sheet}!{change.at.cell}") if change.at else ""
