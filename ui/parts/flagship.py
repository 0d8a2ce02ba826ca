"""The parts of a flagship's page."""

from datetime import date
from functools import partial
from itertools import accumulate

from charts.budget_bars import BudgetQuarter, budget_bars
from charts.progress_curve import CurvePoint, progress_curve
from charts.timeline import MilestoneBar, timeline
from domain.fiscal import Frequency, Period
from domain.flagship_progress import planned_progress
from domain.lookup import load_flagship
from domain.status import Status, status_of_progress
from house_style.dates import axis_label, say_date
from house_style.group_reasons import say_progress_reason
from house_style.numbers import change_in_points, full_money, money, percent, score
from ui.cards import Card, show_summary
from ui.chart import look_of, show_chart
from ui.heads import Crumb, show_head, show_note, way_to
from ui.parts.kpi import department_name
from ui.parts.overview import TO_FLAGSHIP
from ui.pickers import show_picker
from ui.screen import Screen
from ui.tables import Column, Shown, show_table
from use_cases.flagships import Budget
from use_cases.view_flagship import FlagshipView, MilestoneLine


def show_flagship_head(screen: Screen, code: str) -> None:
    """Name, lead, what it is. Raises NotFound for a flagship that the plan does not know."""
    words, flagship = screen.words, load_flagship(screen.plan, code)
    all_of_them = Crumb(page="flagship", label=words.say("Flagship projects"), address=screen.here.at())
    others = [department_name(screen, code) for code in flagship.departments]
    below = " · ".join(
        part
        for part in (
            words.say("Lead: {department}", department=department_name(screen, flagship.lead)),
            words.say("with {departments}", departments=", ".join(others)) if others else "",
            screen.text(flagship.responsible),
        )
        if part
    )
    show_head(screen, screen.text(flagship.name), crumbs=way_to(screen, all_of_them), below=below)
    show_note(screen.text(flagship.description))


def show_flagship_picker(screen: Screen, code: str) -> None:
    """All flagships, to go from one to another."""
    names = {f.code: screen.text(f.name) for f in screen.plan.flagships}
    words = screen.words
    show_picker(
        screen,
        words.say("Flagship project"),
        names,
        code,
        TO_FLAGSHIP,
        none=words.say("All flagship projects"),
    )


def show_flagship_cards(screen: Screen, view: FlagshipView) -> None:
    """Why the status is what it is; progress, slippage, budget, score of its KPIs."""
    words, card = screen.words, view.card
    slippage = card.progress.slippage
    show_summary(
        screen,
        card.status,
        say_progress_reason(card.progress, words),
        [
            Card(
                label=words.say("Progress"),
                figure=percent(card.progress.actual, words),
                status=card.status,
                lines=[words.say("planned {planned}", planned=percent(card.progress.planned, words))],
            ),
            Card(
                label=words.say("Against the plan"),
                figure=change_in_points(card.progress.ahead, words),
                lines=[] if slippage is None else [_slippage(screen, slippage)],
            ),
            _budget_card(screen, card.budget),
            Card(
                label=words.say("Score of its KPIs"),
                figure=score(card.kpis.group.score, words),
                status=card.kpis.status,
            ),
        ],
        name="flagship_cards",
    )


def _slippage(screen: Screen, days: int) -> str:
    if days > 0:
        return screen.words.say("{days} days late", days=days)
    if days < 0:
        return screen.words.say("{days} days ahead", days=-days)
    return screen.words.say("on time")


def _budget_card(screen: Screen, budget: Budget | None) -> Card:
    words, currency = screen.words, screen.plan.currency
    if budget is None:
        return Card(label=words.say("Disbursed"), figure=words.say("no budget this year"))
    return Card(
        label=words.say("Disbursed"),
        figure=money(budget.disbursed, words, currency),
        hint=full_money(budget.disbursed, words, currency),
        lines=[
            words.say("planned to date {amount}", amount=money(budget.planned_to_date, words, currency)),
            words.say("committed {amount}", amount=money(budget.committed, words, currency)),
        ],
    )


def show_curve(screen: Screen, view: FlagshipView, *, heading: str) -> None:
    """Planned and actual progress over time."""
    points = [CurvePoint(day=p.day, planned=p.planned, actual=p.actual) for p in view.curve]
    if not points:
        show_note(screen.words.say("This flagship has no milestones."), heading=heading)
        return
    chart = partial(
        progress_curve, points, view.card.status, _today(screen), look_of(screen), era=screen.calendar.era
    )
    show_chart(screen, chart, key="curve", heading=heading)


def _today(screen: Screen) -> date:
    return screen.calendar.ends_on(screen.moment.year, screen.moment.month)


def show_timeline(screen: Screen, view: FlagshipView, *, heading: str) -> None:
    """Milestones on a time line: planned spans, filled as far as the work is done."""
    bars = [
        MilestoneBar(
            code=line.milestone.code,
            label=screen.text(line.milestone.name),
            planned_start=line.milestone.planned_start,
            planned_end=line.milestone.planned_end,
            complete=line.complete,
            status=_milestone_status(screen, line),
            days_late=line.days_late,
        )
        for line in view.milestones
    ]
    if bars:
        chart = partial(timeline, bars, _today(screen), look_of(screen), era=screen.calendar.era)
        show_chart(screen, chart, key="timeline", heading=heading)


def _milestone_status(screen: Screen, line: MilestoneLine) -> Status:
    if line.complete is None:
        return Status.NO_DATA
    ahead = line.complete - planned_progress([line.milestone], _today(screen))
    return status_of_progress(ahead, screen.plan.bands)


def show_milestones(screen: Screen, view: FlagshipView) -> None:
    """Milestones as a table: planned dates, share complete, when finished, how late, notes where there are some."""
    words, era = screen.words, screen.calendar.era
    lines = view.milestones

    def columns() -> list[Column]:
        names = [screen.text(n.milestone.name) for n in lines]
        planned = [say_date(n.milestone.planned_end, words, era) for n in lines]
        finished = [say_date(n.finished_on, words, era) if n.finished_on else "" for n in lines]
        found = [
            Column(heading=words.say("Milestone"), values=names, wide=True),
            Column(heading=words.say("Planned end"), values=planned),
            Column(heading=words.say("Complete"), values=[n.complete for n in lines], shown=Shown.PERCENT),
            Column(heading=words.say("Finished"), values=finished),
            Column(heading=words.say("Days late"), values=[n.days_late for n in lines], shown=Shown.NUMBER),
        ]
        notes = Column(heading=words.say("Note"), values=[n.note for n in lines], wide=True)
        return [*found, notes] if any(notes.values) else found

    show_table(screen, columns, key="milestones", caption=words.say("Milestones"))


def show_budget(screen: Screen, view: FlagshipView, *, heading: str) -> None:
    """Planned, committed and disbursed money by quarter of the year."""
    budget = view.card.budget
    if budget is None:
        show_note(screen.words.say("No budget is planned for this fiscal year."), heading=heading)
        return
    reported = {month: (committed, disbursed) for month, committed, disbursed in budget.months}
    quarters = [
        BudgetQuarter(
            code=screen.calendar.period_code(period),
            label=axis_label(period, screen.words, screen.calendar),
            planned=planned,
            committed=reported.get(period.month, (None, None))[0],
            disbursed=reported.get(period.month, (None, None))[1],
        )
        for period, planned in zip(_quarters(screen), accumulate(budget.quarters), strict=True)
    ]
    chart = partial(budget_bars, quarters, screen.plan.currency, look_of(screen))
    show_chart(screen, chart, key="budget", heading=heading)


def _quarters(screen: Screen) -> list[Period]:
    return [Period(year=screen.moment.year, month=m, frequency=Frequency.QUARTER) for m in (3, 6, 9, 12)]
