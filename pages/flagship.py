"""Is this project on time, on budget, doing good?"""

import streamlit as st

from ui.parts import flagship as parts
from ui.parts.flagship_sources import show_sources
from ui.parts.kpi_explained import show_originals
from ui.parts.kpi_rows import show_kpi_rows
from ui.parts.overview import show_flagships
from ui.parts.portfolio import show_portfolio, show_portfolio_head
from ui.parts.strategy import show_departments, show_regions
from ui.screen import this_screen
from ui.waiting import working
from use_cases.view_flagship import view_flagship, view_portfolio

screen = this_screen()
words = screen.words
code = screen.address.flagship

if not code:
    show_portfolio_head(screen)
    with working():
        cards = screen.view("portfolio", lambda: view_portfolio(screen.database, screen.boards))
    show_flagships(screen, cards)
    show_portfolio(screen, cards)
    st.stop()

parts.show_flagship_head(screen, code)
parts.show_flagship_picker(screen, code)
with working():
    view = screen.view(f"flagship {code}", lambda: view_flagship(screen.database, screen.boards, code))
parts.show_flagship_cards(screen, view)
left, right = st.columns(2, gap="large")
with left:
    parts.show_curve(screen, view, heading=words.say("Progress"))
    parts.show_budget(screen, view, heading=words.say("Budget of the year"))
with right:
    parts.show_timeline(screen, view, heading=words.say("Milestones"))
    parts.show_milestones(screen, view)
show_kpi_rows(screen, view.kpis, key="flagship_kpis", heading=words.say("Its KPIs"))
if view.kpis:
    left, right = st.columns(2, gap="large")
    with left:
        show_departments(screen, view.departments, heading=words.say("By department"))
    with right:
        show_regions(screen, view.regions, heading=words.say("By region"))
show_sources(screen, view, heading=words.say("Where the figures come from"))
show_originals(screen, view.sources)
