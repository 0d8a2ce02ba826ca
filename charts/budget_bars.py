"""A flagship's money since the year began, quarter by quarter: planned, committed, disbursed."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from charts.chart import Chart, Table
from charts.figure import Trace
from charts.legend import Key, Sign
from charts.letters import as_plain
from charts.look import Look
from charts.marks import hover_lines, status_marker
from charts.periods import over_periods
from charts.traces import bar, scatter
from domain.status import Status
from domain.text import Text, mark
from house_style.numbers import full_money, money, percent, short

BAR = 0.62


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetQuarter:
    """Money from the year's beginning to the end of a quarter, in `currency`; None where not reported."""

    code: str
    label: str
    planned: float | None
    committed: float | None
    disbursed: float | None


def budget_bars(quarters: Sequence[BudgetQuarter], currency: Text, look: Look, *, title: str = "") -> Chart:
    """Disbursed solid and dark before committed in a lighter colour; the plan to date as a tick."""
    say = look.words.say
    theme = look.theme
    keys = (
        Key(sign=Sign.BAR, colour=theme.actual, name=say(mark("Disbursed"))),
        Key(sign=Sign.BAR, colour=theme.earlier, name=say(mark("Committed"))),
        Key(sign=Sign.LEVEL, colour=theme.accent, name=say(mark("Plan"))),
    )
    figure = over_periods(
        [quarter.label for quarter in quarters],
        [value for q in quarters for value in (q.planned, q.committed, q.disbursed)],
        lambda tick: short(tick, look.words),
        look,
        title=title,
        legend=keys,
    )
    figure.add_trace(_bars(quarters, [q.committed for q in quarters], currency, look, front=False))
    figure.add_trace(_bars(quarters, [q.disbursed for q in quarters], currency, look, front=True))
    figure.add_trace(_plan(quarters, currency, look))
    figure.add_trace(_missing(quarters, currency, look))
    finding = _finding(quarters, currency, look)
    return Chart(
        figure=figure,
        alternative=f"{title} {finding}".strip(),
        table=_table(quarters, look),
        finding=finding,
    )


def _at(found: Sequence[tuple[int, BudgetQuarter]], currency: Text, look: Look) -> dict[str, Any]:
    return {
        "x": [i for i, _ in found],
        "customdata": [[quarter.code] for _, quarter in found],
        "hovertext": [_hover(quarter, currency, look) for _, quarter in found],
        "hoverinfo": "text",
    }


def _bars(
    quarters: Sequence[BudgetQuarter],
    values: Sequence[float | None],
    currency: Text,
    look: Look,
    *,
    front: bool,
) -> Trace:
    found = [(i, quarters[i]) for i, value in enumerate(values) if value is not None]
    width = BAR * 0.6 if front else BAR
    return bar(
        "disbursed" if front else "committed",
        **_at(found, currency, look),
        y=[value for value in values if value is not None],
        width=width,
        offset=-width / 2,
        marker={"color": look.theme.actual if front else look.theme.earlier},
    )


def _plan(quarters: Sequence[BudgetQuarter], currency: Text, look: Look) -> Trace:
    return scatter(
        "planned",
        **_at(list(enumerate(quarters)), currency, look),
        y=[quarter.planned for quarter in quarters],
        mode="lines+markers",
        line={"color": look.theme.accent, "width": 1, "dash": "dot"},
        marker={"symbol": "line-ew", "size": look.em(1.6), "line": {"color": look.theme.accent, "width": 3}},
        connectgaps=False,
        cliponaxis=False,
    )


def _missing(quarters: Sequence[BudgetQuarter], currency: Text, look: Look) -> Trace:
    found = [(i, q) for i, q in enumerate(quarters) if q.committed is None and q.disbursed is None]
    return scatter(
        "missing",
        **_at(found, currency, look),
        y=[0] * len(found),
        mode="markers",
        marker=status_marker([Status.NO_DATA] * len(found), look, size=0.75),
        cliponaxis=False,
    )


def _hover(quarter: BudgetQuarter, currency: Text, look: Look) -> str:
    say = look.words.say
    lines = [
        f"{say(mark('Disbursed'))} {full_money(quarter.disbursed, look.words, currency)}",
        f"{say(mark('Committed'))} {full_money(quarter.committed, look.words, currency)}",
        f"{say(mark('Plan'))} {full_money(quarter.planned, look.words, currency)}"
        if quarter.planned is not None
        else "",
    ]
    return hover_lines(as_plain(quarter.label), [as_plain(line) for line in lines])


def _finding(quarters: Sequence[BudgetQuarter], currency: Text, look: Look) -> str:
    words = look.words
    known = [quarter for quarter in quarters if quarter.disbursed is not None]
    if not known:
        return words.say(mark("No money is reported yet."))
    last = known[-1]
    share = last.disbursed / last.planned if last.disbursed is not None and last.planned else None
    return words.say(
        mark("By {period} {disbursed} is disbursed, {share} of the plan."),
        period=last.label,
        disbursed=money(last.disbursed, words, currency),
        share=percent(share, words) if share is not None else "–",
    )


def _table(quarters: Sequence[BudgetQuarter], look: Look) -> Table:
    say = look.words.say
    return Table(
        columns=(say(mark("Period")), say(mark("Plan")), say(mark("Committed")), say(mark("Disbursed"))),
        rows=tuple((q.label, q.planned, q.committed, q.disbursed) for q in quarters),
    )
