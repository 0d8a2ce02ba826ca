"""Who pulls a score down, and by how much."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import floor, log10

from charts.chart import Chart, Table
from charts.findings import costs_finding
from charts.letters import block
from charts.look import Look
from charts.marks import hover_lines, in_words
from charts.row_bars import Axis, Keys, RowBar, draw_rows
from charts.scales import round_ticks
from domain.status import Status
from domain.text import mark
from house_style.colours import SHAPES, say_status
from house_style.numbers import change, change_in_score

FEWEST_DECIMALS = 2
MOST_DECIMALS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class ContributionRow:
    """One part: what it takes from full marks, in score points; negative where it lifts instead."""

    code: str
    label: str
    cost: float
    status: Status


def contribution_bars(
    rows: Sequence[ContributionRow], look: Look, *, title: str = "", most: int | None = None
) -> Chart:
    """The costliest first; bars to the left pull the score down. `most` limits the bars, never the table."""
    ranked = sorted(rows, key=lambda row: (-row.cost, row.code))
    shown = ranked[:most]
    decimals = decimals_of(shown)
    keys = Keys(value=look.words.say(mark("Effect on the score")))
    return Chart(
        figure=draw_rows(
            [_bar(row, look, decimals) for row in shown], _axis(shown, look), keys, look, title=title
        ),
        alternative=_alternative(ranked, look, title),
        table=_table(ranked, look),
        finding=costs_finding([row.cost for row in rows], look),
    )


def decimals_of(rows: Sequence[ContributionRow]) -> int:
    """As many decimals as tell the rows apart: the largest shows two digits that count."""
    largest = max((abs(row.cost) for row in rows), default=0.0)
    wanted = 1 - floor(log10(largest)) if largest else FEWEST_DECIMALS
    return min(max(wanted, FEWEST_DECIMALS), MOST_DECIMALS)


def _axis(rows: Sequence[ContributionRow], look: Look) -> Axis:
    ticks = round_ticks([-row.cost for row in rows], most=4)
    exact = (d for d in range(FEWEST_DECIMALS, MOST_DECIMALS) if all(round(t, d) == t for t in ticks))
    decimals = next(exact, MOST_DECIMALS)
    labelled = tuple((tick, change(tick, look.words, decimals=decimals)) for tick in ticks)
    return Axis(low=ticks[0], high=ticks[-1], ticks=labelled, lines=ticks)


def _bar(row: ContributionRow, look: Look, decimals: int) -> RowBar:
    number = change(-row.cost, look.words, decimals=decimals)
    effect = look.words.say(mark("{number} score points"), number=number)
    return RowBar(
        code=row.code,
        label=row.label,
        value=-row.cost,
        status=row.status,
        said=f"{number} {SHAPES[row.status][0]}",
        word=say_status(row.status, look.words),
        hover=hover_lines(block(row.label, look.line, lines=4), [effect, in_words(row.status, look)]),
    )


def _alternative(ranked: Sequence[ContributionRow], look: Look, title: str) -> str:
    words = look.words
    if not ranked:
        return title or words.say(mark("Nothing pulls the score down."))
    decimals = decimals_of(ranked)
    costliest = ", ".join(f"{row.label} {change(-row.cost, words, decimals=decimals)}" for row in ranked[:3])
    total = change_in_score(-sum(row.cost for row in ranked), words)
    said = words.say(
        mark("Effect on the score, {total} in all: {costliest}."), total=total, costliest=costliest
    )
    return f"{title} {said}".strip()


def _table(ranked: Sequence[ContributionRow], look: Look) -> Table:
    say = look.words.say
    return Table(
        columns=(say(mark("Code")), say(mark("Name")), say(mark("Effect on the score")), say(mark("Status"))),
        rows=tuple(
            (r.code, r.label, -r.cost if r.cost else 0.0, say_status(r.status, look.words)) for r in ranked
        ),
    )
