"""Flagships as tables: the portfolio of all of them, and those that a department leads."""

from collections.abc import Callable, Sequence

from house_style.numbers import full_money
from ui.heads import show_head, show_note, way_to
from ui.parts.kpi import department_name
from ui.parts.overview import TO_FLAGSHIP
from ui.screen import Screen
from ui.tables import Column, Shown, show_table
from use_cases.flagships import Budget, FlagshipCard


def show_portfolio_head(screen: Screen) -> None:
    """The head of the list of all flagships."""
    show_head(screen, screen.words.say("Flagship projects"), crumbs=way_to(screen))


def show_portfolio(screen: Screen, cards: Sequence[FlagshipCard]) -> None:
    """All flagships with progress, slippage, budget and the score of their KPIs, the latest first."""
    if not cards:
        return
    ordered = sorted(cards, key=_latest_first)
    show_table(
        screen,
        lambda: [*_progress_columns(screen, ordered), *_budget_columns(screen, ordered)],
        key="portfolio",
        caption=screen.words.say("Flagship projects"),
        codes=[card.flagship.code for card in ordered],
        drill=TO_FLAGSHIP,
    )


def show_led(screen: Screen, cards: Sequence[FlagshipCard], *, heading: str) -> None:
    """The flagships that a department leads: how far they are, how late and how they stand; a click leads to one."""
    if not cards:
        show_note(screen.words.say("It leads no flagship project."), heading=heading)
        return
    ordered = sorted(cards, key=_latest_first)
    show_table(
        screen,
        lambda: _progress_columns(screen, ordered),
        key="led",
        heading=heading,
        caption=heading,
        codes=[card.flagship.code for card in ordered],
        drill=TO_FLAGSHIP,
    )


def _latest_first(card: FlagshipCard) -> int:
    return -(card.progress.slippage or 0)


def _progress_columns(screen: Screen, cards: Sequence[FlagshipCard]) -> list[Column]:
    words, progress = screen.words, [card.progress for card in cards]
    names = [screen.text(card.flagship.name) for card in cards]
    return [
        Column(heading=words.say("Status"), values=[card.status for card in cards], shown=Shown.STATUS),
        Column(heading=words.say("Flagship project"), values=names, wide=True),
        Column(heading=words.say("Planned"), values=[p.planned for p in progress], shown=Shown.PERCENT),
        Column(heading=words.say("Progress"), values=[p.actual for p in progress], shown=Shown.PERCENT),
        Column(heading=words.say("Days late"), values=[p.slippage for p in progress], shown=Shown.NUMBER),
    ]


def _budget_columns(screen: Screen, cards: Sequence[FlagshipCard]) -> list[Column]:
    """Money of the year; a flagship without a budget has none, which is not the same as not reported."""
    words, currency, none = screen.words, screen.plan.currency, screen.words.say("none")

    def said(amount: float | None) -> tuple[float | None, str]:
        return amount, full_money(amount, words, currency)

    def money_of(amount: Callable[[Budget], float | None]) -> list[tuple[float | None, str] | None]:
        return [said(amount(card.budget)) if card.budget else None for card in cards]

    scores = [card.kpis.group.score for card in cards]
    leads = [department_name(screen, card.flagship.lead) for card in cards]
    return [
        Column(
            heading=words.say("Disbursed"),
            values=money_of(lambda b: b.disbursed),
            shown=Shown.AMOUNT,
            missing=none,
        ),
        Column(
            heading=words.say("Budget of the year"),
            values=money_of(lambda b: b.planned),
            shown=Shown.AMOUNT,
            missing=none,
        ),
        Column(heading=words.say("Score of its KPIs"), values=scores, shown=Shown.SCORE, missing=none),
        Column(heading=words.say("Lead"), values=leads),
    ]
