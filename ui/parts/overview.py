"""The parts of the first screen."""

from collections.abc import Sequence
from functools import partial
from html import escape

import streamlit as st

from charts.contribution_bars import ContributionRow, contribution_bars
from charts.flagship_bars import FlagshipRow, flagship_multiples
from charts.score_bars import ScoreRow, bullet_bars
from domain.decision import Decision, FlagshipBehind, KpiCritical, KpiFell, ReturnsLate
from domain.group import GroupFigure
from house_style.decisions import say_decision
from house_style.group_reasons import say_coverage, say_group_reason, say_possible
from house_style.numbers import change_of_score, score
from ui.address import Address
from ui.cards import Card, Counts, show_summary
from ui.chart import look_of, show_chart
from ui.heads import show_head, show_note
from ui.navigation import Drill, anchor
from ui.parts.changes import say_since
from ui.parts.kpi_rows import TO_KPI, show_exception_rows
from ui.screen import Screen
from use_cases.boards import KpiRow
from use_cases.flagships import FlagshipCard
from use_cases.view_changes import Changes
from use_cases.view_overview import Overview

TO_STRATEGY = Drill(page="strategy", parameter="strategy")
TO_FLAGSHIP = Drill(page="flagship", parameter="flagship")
MOST_CONTRIBUTIONS = 8


def show_vision(screen: Screen) -> None:
    """Title and vision of the plan."""
    show_head(screen, screen.text(screen.plan.title), below=screen.text(screen.plan.vision))


def show_whole(screen: Screen, view: Overview, changes: Changes) -> None:
    """The score of the whole, and why it has its status."""
    words = screen.words
    counts, before = view.whole.by_status, changes.whole.then
    then = before.group.score if before else None
    show_summary(
        screen,
        view.whole.status,
        say_group_reason(view.whole.group, screen.plan.bands, words),
        [
            Card(
                label=words.say("Score of the whole plan"),
                figure=score(view.whole.group.score, words),
                status=view.whole.status,
                lines=[say_coverage(view.whole.group.coverage, words), say_possible(view.whole.group, words)],
            ),
            Card(
                label=say_since(screen),
                figure=change_of_score(view.whole.group.score, then, words),
                lines=[words.say("then {score}", score=score(then, words))],
            ),
            Card(
                label=words.say("Since a year ago"),
                figure=change_of_score(view.whole.group.score, view.whole_last_year.group.score, words),
                lines=[words.say("then {score}", score=score(view.whole_last_year.group.score, words))],
            ),
            Card(
                label=words.say("KPIs"),
                figure=str(sum(counts.values())),
                counts=Counts(by_status=counts, where=screen.here.at()),
            ),
        ],
        name="whole",
    )


def show_strategies(screen: Screen, view: Overview, *, heading: str) -> None:
    """The strategies as bullet bars; a click leads to one."""
    names = {s.code: screen.text(s.name) for s in screen.plan.strategies}
    rows = [
        score_row(card.figure, names[card.figure.code], last_year=card.last_year) for card in view.strategies
    ]
    chart = partial(bullet_bars, rows, screen.plan.bands, look_of(screen))
    show_chart(screen, chart, key="strategies", heading=heading, drill=TO_STRATEGY)


def score_row(figure: GroupFigure, label: str, *, last_year: float | None = None) -> ScoreRow:
    """A group as a bullet bar."""
    group = figure.group
    return ScoreRow(
        code=figure.code,
        label=label,
        score=group.score,
        status=figure.status,
        best=group.best,
        worst=group.worst,
        last_year=last_year,
        coverage=group.coverage,
    )


def worst_first(figure: GroupFigure) -> tuple[bool, float]:
    """By score, the lowest first; what cannot be judged comes last."""
    score_now = figure.group.score
    return score_now is None, score_now or 0.0


def show_flagships(screen: Screen, cards: Sequence[FlagshipCard], *, heading: str = "") -> None:
    """The flagships on one scale: progress against plan; a click leads to one."""
    if not cards:
        show_note(screen.words.say("This plan has no flagship projects."), heading=heading)
        return
    rows = [
        FlagshipRow(
            code=card.flagship.code,
            label=screen.text(card.flagship.name),
            planned=card.progress.planned,
            actual=card.progress.actual,
            status=card.status,
            slippage=card.progress.slippage,
        )
        for card in cards
    ]
    chart = partial(flagship_multiples, rows, look_of(screen))
    show_chart(screen, chart, key="flagships", heading=heading, drill=TO_FLAGSHIP)


def show_contributions(screen: Screen, rows: Sequence[KpiRow], *, key: str, heading: str) -> None:
    """Who pulls the score down; a click leads to the KPI."""
    costs = [
        ContributionRow(
            code=row.figure.kpi.code,
            label=screen.text(row.figure.kpi.name),
            cost=row.cost,
            status=row.figure.status,
        )
        for row in rows
        if row.cost is not None and row.cost > 0
    ]
    if not costs:
        show_note(screen.words.say("Nothing pulls the score down."), heading=heading)
        return
    chart = partial(contribution_bars, costs, look_of(screen), most=MOST_CONTRIBUTIONS)
    show_chart(screen, chart, key=key, heading=heading, drill=TO_KPI)


def show_exceptions(screen: Screen, view: Overview, *, heading: str) -> None:
    """What pulls the score down, the costliest first."""
    if not view.exceptions:
        show_note(screen.words.say("No KPI is at risk."), heading=heading)
        return
    show_exception_rows(screen, view.exceptions, key="exceptions", heading=heading)


def show_decisions(screen: Screen, decisions: Sequence[Decision], *, heading: str) -> None:
    """What needs a decision, the weightiest first; each leads to what it is about."""
    words = screen.words
    if not decisions:
        show_note(words.say("Nothing needs a decision."), heading=heading)
        return
    said = (
        anchor(*_about(screen, decision), label=say_decision(decision, screen.plan, words))
        for decision in decisions
    )
    st.html(
        f'<h2>{escape(heading)}</h2><ol class="decisions">{"".join(f"<li>{way}</li>" for way in said)}</ol>'
    )


def _about(screen: Screen, decision: Decision) -> tuple[str, Address]:
    """The page on which a decision is prepared."""
    match decision:
        case KpiFell() | KpiCritical():
            return "kpi", screen.here.at(kpi=decision.code)
        case FlagshipBehind():
            return "flagship", screen.here.at(flagship=decision.code)
        case ReturnsLate():
            return "department", screen.here.at(department=decision.code)
