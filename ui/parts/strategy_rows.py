"""Strategies as a table: where each stands and how it came there."""

from collections.abc import Sequence

from ui.parts.overview import TO_STRATEGY
from ui.screen import Screen
from ui.tables import Column, Shown, show_table
from use_cases.view_overview import StrategyCard


def show_strategy_rows(screen: Screen, cards: Sequence[StrategyCard]) -> None:
    """Score, the score a quarter ago and the score's trend over the last quarters; a click leads to the strategy."""
    words = screen.words
    names = {s.code: screen.text(s.name) for s in screen.plan.strategies}
    figures = [card.figure for card in cards]

    def columns() -> list[Column]:
        return [
            Column(heading=words.say("Status"), values=[f.status for f in figures], shown=Shown.STATUS),
            Column(heading=words.say("Strategy"), values=[names[f.code] for f in figures], wide=True),
            Column(heading=words.say("Score"), values=[f.group.score for f in figures], shown=Shown.SCORE),
            Column(
                heading=words.say("A quarter ago"),
                values=[card.trend[-2].score for card in cards],
                shown=Shown.SCORE,
            ),
            Column(
                heading=words.say("Trend of the score"),
                values=[[point.score for point in card.trend] for card in cards],
                shown=Shown.TREND,
            ),
        ]

    show_table(
        screen,
        columns,
        key="strategy_rows",
        caption=words.say("Strategies"),
        codes=[f.code for f in figures],
        drill=TO_STRATEGY,
    )
