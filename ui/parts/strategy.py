"""The parts of a strategy's page; other pages show its departments and regions too."""

from collections.abc import Mapping, Sequence
from functools import partial

from charts.contribution_bars import ContributionRow, contribution_bars
from charts.score_bars import bullet_bars
from charts.score_trends import ScoreLine, score_trends
from charts.sparkline import SparkPoint
from domain.fiscal import Frequency, Period
from domain.group import GroupFigure
from domain.lookup import load_strategy
from domain.status import Status
from house_style.dates import axis_label
from house_style.group_reasons import say_coverage, say_group_reason, say_possible
from house_style.numbers import change_of_score, score
from ui.cards import Card, show_summary
from ui.chart import look_of, show_chart
from ui.heads import show_head, show_note, way_to
from ui.navigation import Drill
from ui.parts.kpi import department_name
from ui.parts.overview import TO_STRATEGY, score_row, worst_first
from ui.pickers import show_picker
from ui.screen import Screen
from use_cases.boards import ScorePoint
from use_cases.regions import PlaceScore
from use_cases.view_strategy import Cost, StrategyView

MONTHS_IN_A_QUARTER = 3
MOST_COSTS = 10
TO_DEPARTMENT = Drill(page="department", parameter="department")
TO_REGION = Drill(page="region", parameter="region")


def chosen_strategy(screen: Screen) -> str:
    """The strategy of the address; the first one where it names none."""
    return screen.address.strategy or screen.plan.strategies[0].code


def show_strategy_picker(screen: Screen, code: str) -> None:
    """All strategies, to go from one to another."""
    names = {s.code: screen.text(s.name) for s in screen.plan.strategies}
    show_picker(screen, screen.words.say("Strategy"), names, code, TO_STRATEGY)


def show_strategy_head(screen: Screen, code: str) -> None:
    """Where one is. Raises NotFound for a strategy that the plan does not know."""
    show_head(screen, screen.text(load_strategy(screen.plan, code).name), crumbs=way_to(screen))


def show_strategy_cards(screen: Screen, view: StrategyView) -> None:
    """Why the status is what it is, and the score against a quarter and a year ago."""
    words, group = screen.words, view.figure.group
    before = view.trend[-2].score
    cards = [
        Card(
            label=words.say("Score"),
            figure=score(group.score, words),
            status=view.figure.status,
            lines=[say_coverage(group.coverage, words), say_possible(group, words)],
        ),
        Card(
            label=words.say("Since a quarter ago"),
            figure=change_of_score(group.score, before, words),
            lines=[words.say("then {score}", score=score(before, words))],
        ),
        Card(
            label=words.say("Since a year ago"),
            figure=change_of_score(group.score, view.last_year, words),
            lines=[words.say("then {score}", score=score(view.last_year, words))],
        ),
        Card(
            label=words.say("Takes from the whole plan"),
            figure=score(view.figure.contribution, words),
            lines=[words.say("of 5 score points")],
        ),
    ]
    sentence = say_group_reason(group, screen.plan.bands, words)
    show_summary(screen, view.figure.status, sentence, cards, name="strategy_cards")


def show_goals(screen: Screen, view: StrategyView, *, heading: str) -> None:
    """The goals as bullet bars, and the strategy's own score over the last quarters."""
    rows = [score_row(g.figure, f"{g.goal.code} {screen.text(g.goal.name)}") for g in view.goals]
    show_chart(
        screen, partial(bullet_bars, rows, screen.plan.bands, look_of(screen)), key="goals", heading=heading
    )
    points = tuple(_spark(screen, point) for point in view.trend)
    line = ScoreLine(code=view.strategy.code, label=screen.text(view.strategy.name), points=points)
    trend = partial(score_trends, [line], screen.plan.bands, look_of(screen))
    show_chart(screen, trend, key="strategy_trend", heading=screen.words.say("Score over time"))


def _spark(screen: Screen, point: ScorePoint) -> SparkPoint:
    frequency = Frequency.MONTH if point.month % MONTHS_IN_A_QUARTER else Frequency.QUARTER
    period = Period(year=point.year, month=point.month, frequency=frequency)
    return SparkPoint(
        code=screen.calendar.period_code(period),
        label=axis_label(period, screen.words, screen.calendar),
        score=point.score,
        status=point.status,
    )


def show_departments(screen: Screen, groups: Sequence[GroupFigure], *, heading: str = "") -> None:
    """Departments by their own weights; a click leads to one."""
    rows = [
        score_row(group, department_name(screen, group.code)) for group in sorted(groups, key=worst_first)
    ]
    chart = partial(bullet_bars, rows, screen.plan.bands, look_of(screen))
    show_chart(screen, chart, key="departments", heading=heading, drill=TO_DEPARTMENT)


def show_department_costs(screen: Screen, view: StrategyView) -> None:
    """Which departments pull the strategy down: a joint KPI's part is shared out by their weights."""
    statuses = {group.code: group.status for group in view.departments}
    rows = [_cost(cost, department_name(screen, cost.code), statuses) for cost in view.department_costs]
    _show_costs(screen, rows, key="department_costs", drill=TO_DEPARTMENT)


def show_region_costs(screen: Screen, view: StrategyView) -> None:
    """Which regions pull the strategy down, where every place that owes a figure has a target and one."""
    names = {region.code: screen.text(region.name) for region in screen.plan.regions}
    names[""] = screen.words.say("In no region")
    statuses = {place.code: place.figure.status for place in view.regions}
    rows = [_cost(cost, names[cost.code], statuses) for cost in view.region_costs]
    _show_costs(screen, rows, key="region_costs", drill=TO_REGION)


def _cost(cost: Cost, label: str, statuses: Mapping[str, Status]) -> ContributionRow:
    status = statuses.get(cost.code, Status.NO_DATA)
    return ContributionRow(code=cost.code, label=label, cost=cost.cost, status=status)


def _show_costs(screen: Screen, rows: Sequence[ContributionRow], *, key: str, drill: Drill) -> None:
    if rows:
        show_chart(
            screen, partial(contribution_bars, rows, look_of(screen), most=MOST_COSTS), key=key, drill=drill
        )


def show_regions(screen: Screen, places: Sequence[PlaceScore], *, heading: str) -> None:
    """Regions over the KPIs that are reported by province; a click leads to one."""
    if not places:
        show_note(screen.words.say("None of these KPIs is reported by province."), heading=heading)
        return
    names = {region.code: screen.text(region.name) for region in screen.plan.regions}
    rows = [
        score_row(place.figure, names[place.code])
        for place in sorted(places, key=lambda p: worst_first(p.figure))
    ]
    chart = partial(bullet_bars, rows, screen.plan.bands, look_of(screen))
    show_chart(screen, chart, key="regions", heading=heading, drill=TO_REGION)
