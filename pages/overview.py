"""Are we on course? What got worse? What needs a decision?"""

import streamlit as st

from ui.parts import changes as parts
from ui.parts.lists import show_late
from ui.parts.overview import (
    show_decisions,
    show_exceptions,
    show_flagships,
    show_strategies,
    show_vision,
    show_whole,
)
from ui.parts.strategy_rows import show_strategy_rows
from ui.screen import this_screen
from ui.waiting import working
from use_cases.view_overview import view_overview

screen = this_screen()
words = screen.words

show_vision(screen)
with working():
    changes = parts.load_changes(screen)
    view = screen.view(
        ("overview", screen.since), lambda: view_overview(screen.database, screen.boards, changes.flips)
    )
show_whole(screen, view, changes)
show_decisions(screen, view.decisions, heading=words.say("What needs a decision"))
left, right = st.columns(2, gap="large")
with left:
    show_strategies(screen, view, heading=words.say("Strategies"))
    show_strategy_rows(screen, view.strategies)
with right:
    show_flagships(screen, view.flagships, heading=words.say("Flagship projects"))
show_exceptions(screen, view, heading=words.say("What pulls the score down"))
parts.show_since_picker(screen, heading=words.say("What changed"))
left, right = st.columns(2, gap="large")
with left:
    parts.show_risen_and_fallen(screen, changes)
with right:
    parts.show_returns_since(screen, changes, heading=words.say("Who has not reported"))
    show_late(screen, view.late)
    parts.show_changed_afterwards(screen, changes)
    parts.show_come_and_gone(screen, changes)
