"""KPIs as a table, with a click that leads to each."""

from collections.abc import Sequence

from domain.expectation import Aim
from domain.figure import KpiFigure
from domain.kpi import Kpi
from house_style.labels import say_label
from house_style.numbers import kpi_band, kpi_band_cell, kpi_cell, kpi_short
from house_style.reasons import say_owners, say_reason
from house_style.restated import say_restated
from ui.navigation import Drill
from ui.screen import Screen
from ui.tables import Column, Shown, show_table
from use_cases.boards import KpiRow

TO_KPI = Drill(page="kpi", parameter="kpi")


def show_kpi_rows(screen: Screen, rows: Sequence[KpiRow], *, key: str, heading: str) -> None:
    """KPIs with everything that a list tells of them, the worst first."""
    _show(screen, sorted(rows, key=_worst_first), key=key, heading=heading, with_before=False)


def show_exception_rows(screen: Screen, rows: Sequence[KpiRow], *, key: str, heading: str) -> None:
    """KPIs in the order given, with their status a quarter ago."""
    _show(screen, rows, key=key, heading=heading, with_before=True)


def _show(screen: Screen, rows: Sequence[KpiRow], *, key: str, heading: str, with_before: bool) -> None:
    words, plan = screen.words, screen.plan
    figures = [row.figure for row in rows]

    def columns() -> list[Column]:
        found = [
            Column(heading=words.say("Status"), values=[f.status for f in figures], shown=Shown.STATUS),
            Column(
                heading=words.say("KPI"),
                values=[screen.text(f.kpi.name) for f in figures],
                wide=True,
                below=[say_reason(f, plan, words) for f in figures] if with_before else (),
            ),
            actuals(screen, figures),
            aims(screen, figures),
            Column(
                heading=words.say("Attainment"), values=[f.attainment for f in figures], shown=Shown.PERCENT
            ),
            Column(heading=words.say("Score"), values=[f.score for f in figures], shown=Shown.SCORE),
            Column(
                heading=words.say("Pulls the score down by"),
                values=[row.cost for row in rows],
                shown=Shown.SCORE,
            ),
            Column(
                heading=words.say("Trend of the score"),
                values=[[point.score for point in row.trend] for row in rows],
                shown=Shown.TREND,
            ),
            Column(heading=words.say("Owner"), values=[say_owners(f.kpi, plan, words) for f in figures]),
        ]
        if with_before:
            before = [row.before.status for row in rows]
            found.insert(1, Column(heading=words.say("A quarter ago"), values=before, shown=Shown.STATUS))
        return found

    codes = [f.kpi.code for f in figures]
    show_table(screen, columns, key=key, heading=heading, caption=heading, codes=codes, drill=TO_KPI)


def _worst_first(row: KpiRow) -> tuple[bool, float]:
    """By score, the lowest first; what cannot be judged comes last."""
    score = row.figure.score
    return score is None, score or 0.0


def actuals(screen: Screen, figures: Sequence[KpiFigure]) -> Column:
    """What each figure has reached, in its unit, and the mark of those that were restated."""
    words = screen.words
    said = [(f.actual, kpi_cell(f.actual, f.kpi, words)) for f in figures]
    marks = [say_restated(words) if f.is_restated else "" for f in figures]
    return Column(
        heading=words.say("Actual"), values=said, shown=Shown.AMOUNT, below=marks if any(marks) else ()
    )


def aims(screen: Screen, figures: Sequence[KpiFigure]) -> Column:
    """What each figure should have reached to date, in its unit; a band as its two ends."""
    said = [aim_in_cell(screen, f.kpi, f.expected.to_date) for f in figures]
    return Column(heading=screen.words.say("Target to date"), values=said, shown=Shown.AMOUNT)


def aim_in_cell(screen: Screen, kpi: Kpi, aim: Aim) -> tuple[float | None, str]:
    """An aim in a KPI's unit as a cell has it: what it is sorted by, and what is said."""
    words = screen.words
    if aim.low is not None and aim.high is not None:
        return aim.low, kpi_band_cell(aim.low, aim.high, kpi, words)
    return aim.value, words.say("none") if aim.value is None else kpi_cell(aim.value, kpi, words)


def say_an_aim(screen: Screen, kpi: Kpi, aim: Aim) -> str:
    """An aim in a KPI's unit for a card; a band as its two ends."""
    words = screen.words
    if aim.low is not None and aim.high is not None:
        return kpi_band(aim.low, aim.high, kpi, words)
    return kpi_short(aim.value, kpi, words) if aim.value is not None else words.say("none")


def say_frequency(screen: Screen, figure: KpiFigure) -> str:
    """How often a KPI is reported in the year of a figure."""
    return say_label(figure.kpi.frequency_in(figure.year), screen.words)
