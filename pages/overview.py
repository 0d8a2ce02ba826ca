"""Are we on course? What got worse? What needs a decision?"""

import streamlit as st

from ui.parts.lists import show_late
from ui.parts.overview import (
    show_changes,
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
    view = screen.view("overview", lambda: view_overview(screen.database, screen.boards))
show_whole(screen, view)
left, right = st.columns(2, gap="large")
with left:
    st.subheader(words.say("Strategies"))
    show_strategies(screen, view)
    show_strategy_rows(screen, view.strategies)
with right:
    st.subheader(words.say("Flagship projects"))
    show_flagships(screen, view.flagships)
st.subheader(words.say("What pulls the score down"))
show_exceptions(screen, view)
left, right = st.columns([3, 2], gap="large")
with left:
    st.subheader(words.say("What changed since a quarter ago"))
    show_changes(screen, view)
with right:
    st.subheader(words.say("Who has not reported"))
    show_late(screen, view.late)
