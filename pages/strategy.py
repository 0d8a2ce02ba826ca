"""Why is this strategy where it is?"""

import streamlit as st

from ui.parts.changes import load_changes, show_changes, show_since_picker
from ui.parts.kpi_rows import show_kpi_rows
from ui.parts.overview import show_contributions
from ui.parts.strategy import (
    chosen_strategy,
    show_department_costs,
    show_departments,
    show_goals,
    show_region_costs,
    show_regions,
    show_strategy_cards,
    show_strategy_head,
    show_strategy_picker,
)
from ui.screen import this_screen
from ui.waiting import working
from use_cases.view_strategy import view_strategy

screen = this_screen()
words = screen.words
code = chosen_strategy(screen)

show_strategy_head(screen, code)
show_strategy_picker(screen, code)
with working():
    view = screen.view(f"strategy {code}", lambda: view_strategy(screen.database, screen.boards, code))
show_strategy_cards(screen, view)
left, right = st.columns(2, gap="large")
with left:
    show_goals(screen, view, heading=words.say("Goals"))
with right:
    show_contributions(
        screen, view.kpis, key="strategy_contributions", heading=words.say("What pulls this strategy down")
    )
show_kpi_rows(screen, view.kpis, key="strategy_kpis", heading=words.say("KPIs"))
left, right = st.columns(2, gap="large")
with left:
    show_departments(screen, view.departments, heading=words.say("By department"))
    show_department_costs(screen, view)
with right:
    show_regions(screen, view.regions, heading=words.say("By region"))
    show_region_costs(screen, view)
changes = load_changes(screen).of({row.figure.kpi.code for row in view.kpis})
show_since_picker(screen, heading=words.say("What changed"))
show_changes(screen, changes)
