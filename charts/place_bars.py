"""A KPI in its own unit, place beside place or department beside department."""

from collections.abc import Sequence
from dataclasses import dataclass

from charts.chart import Chart, Table, TableCell
from charts.letters import as_plain, block
from charts.look import Look
from charts.marks import count_statuses, hover_lines, in_words
from charts.row_bars import Axis, Keys, RowBar, draw_rows
from charts.scales import round_ticks
from domain.kpi import Kpi, Polarity
from domain.status import Status
from domain.text import mark
from house_style.colours import SHAPES, say_status
from house_style.numbers import NOT_REPORTED, kpi_full, kpi_short, score, short
from house_style.restated import RESTATED, SIGN, say_restated


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceRow:
    """One place or department: actual, target to date and last year's actual in the KPI's unit.

    `restated` says that the actual rests on a figure that was changed afterwards.
    """

    code: str
    label: str
    actual: float | None
    status: Status
    target: float | None = None
    last_year: float | None = None
    score: float | None = None
    restated: bool = False


def place_bars(rows: Sequence[PlaceRow], kpi: Kpi, look: Look, *, title: str = "") -> Chart:
    """Provinces or regions, the best first and those without a figure last."""
    return department_bars(sorted(rows, key=lambda row: _rank(row, kpi)), kpi, look, title=title)


def department_bars(rows: Sequence[PlaceRow], kpi: Kpi, look: Look, *, title: str = "") -> Chart:
    """Departments or places in the order given, each with its target as a tick."""
    say = look.words.say
    keys = Keys(value=say(mark("Actual")), earlier=say(mark("Last year")), target=say(mark("Target")))
    return Chart(
        figure=draw_rows([_bar(row, kpi, look) for row in rows], _axis(rows, look), keys, look, title=title),
        alternative=_alternative(rows, kpi, look, title),
        table=_table(rows, look),
        finding=_finding(rows, kpi, look),
    )


def _rank(row: PlaceRow, kpi: Kpi) -> tuple[bool, float, str]:
    """By score where less is better or a band is kept; by the actual where more is better."""
    if row.actual is None:
        return True, 0.0, row.code
    by_actual = kpi.polarity is Polarity.HIGHER_IS_BETTER
    best_first = -row.actual if by_actual else row.actual
    if kpi.polarity is Polarity.WITHIN_BAND:
        best_first = -(row.score or 0.0)
    return False, best_first, row.code


def _axis(rows: Sequence[PlaceRow], look: Look) -> Axis:
    values = [value for row in rows for value in (row.actual, row.target, row.last_year)]
    ticks = round_ticks(values, most=4)
    labelled = tuple((tick, short(tick, look.words)) for tick in ticks)
    return Axis(low=ticks[0], high=ticks[-1], ticks=labelled, lines=ticks)


def _bar(row: PlaceRow, kpi: Kpi, look: Look) -> RowBar:
    said = kpi_short(row.actual, kpi, look.words, with_unit=False) + (f" {SIGN}" if row.restated else "")
    return RowBar(
        code=row.code,
        label=row.label,
        value=row.actual,
        status=row.status,
        said=f"{said} {SHAPES[row.status][0]}" if row.actual is not None else said,
        word=say_status(row.status, look.words) if row.actual is not None else "",
        hover=_hover(row, kpi, look),
        earlier=row.last_year,
        target=row.target,
        uncertain=row.status is Status.NO_DATA,
    )


def _hover(row: PlaceRow, kpi: Kpi, look: Look) -> str:
    say = look.words.say
    lines = [f"{say(mark('Actual'))} {kpi_full(row.actual, kpi, look.words)}"]
    if row.restated:
        lines.append(say_restated(look.words))
    if row.target is not None:
        lines.append(f"{say(mark('Target'))} {kpi_full(row.target, kpi, look.words)}")
    if row.last_year is not None:
        lines.append(f"{say(mark('Same period last year'))} {kpi_full(row.last_year, kpi, look.words)}")
    status = in_words(row.status, look)
    lines.append(
        status if row.score is None else f"{say(mark('Score'))} {score(row.score, look.words)} · {status}"
    )
    return hover_lines(block(row.label, look.line, lines=4), map(as_plain, lines))


def _finding(rows: Sequence[PlaceRow], kpi: Kpi, look: Look) -> str:
    """The best and the last; empty where fewer than two have a figure, or where all have the same."""
    ranked = sorted((row for row in rows if row.actual is not None), key=lambda row: _rank(row, kpi))
    if not ranked or ranked[0].actual == ranked[-1].actual:
        return ""
    return look.words.say(
        mark("Best {best} ({best_value}), last {last} ({last_value})"),
        best=ranked[0].label,
        best_value=kpi_full(ranked[0].actual, kpi, look.words),
        last=ranked[-1].label,
        last_value=kpi_full(ranked[-1].actual, kpi, look.words),
    )


def _alternative(rows: Sequence[PlaceRow], kpi: Kpi, look: Look, title: str) -> str:
    words = look.words
    known = [row for row in rows if row.actual is not None]
    parts = [title, words.text(kpi.name) + ":", count_statuses([row.status for row in rows], look) + "."]
    if known:
        ranked = sorted(known, key=lambda row: _rank(row, kpi))
        parts.append(
            words.say(
                mark("Best {best} ({best_value}), last {last} ({last_value}); {silent} not reported."),
                best=ranked[0].label,
                best_value=kpi_full(ranked[0].actual, kpi, words),
                last=ranked[-1].label,
                last_value=kpi_full(ranked[-1].actual, kpi, words),
                silent=len(rows) - len(known),
            )
        )
    else:
        parts.append(words.say(NOT_REPORTED))
    return " ".join(part for part in parts if part)


def _table(rows: Sequence[PlaceRow], look: Look) -> Table:
    say = look.words.say
    columns = (mark("Code"), mark("Name"), mark("Actual"), mark("Target"), mark("Same period last year"))
    return Table(
        columns=(
            *(say(column) for column in columns),
            say(mark("Score")),
            say(mark("Status")),
            *([say(mark("Remark"))] if any(r.restated for r in rows) else []),
        ),
        rows=tuple((*_cells(r, look), *_remark(r, rows, look)) for r in rows),
    )


def _cells(row: PlaceRow, look: Look) -> tuple[TableCell, ...]:
    status = say_status(row.status, look.words)
    return row.code, row.label, row.actual, row.target, row.last_year, row.score, status


def _remark(row: PlaceRow, rows: Sequence[PlaceRow], look: Look) -> tuple[TableCell, ...]:
    """That a figure was restated, where any of them was."""
    if not any(r.restated for r in rows):
        return ()
    return (look.words.say(RESTATED) if row.restated else "",)
