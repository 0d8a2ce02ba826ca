"""What is behind this figure?"""

import streamlit as st

from ui.parts import kpi as parts
from ui.parts import kpi_charts as charts
from ui.parts.changes import load_changes, show_changes, show_since_picker
from ui.parts.kpi_explained import show_explained, show_originals
from ui.parts.kpi_list import show_all_kpis, show_kpi_picker
from ui.screen import this_screen
from ui.waiting import working
from use_cases.view_kpi import view_kpi, view_provenance

screen = this_screen()
words = screen.words
code, region, province = screen.address.kpi, screen.address.region, screen.address.province

if not code:
    show_all_kpis(screen)
    st.stop()

parts.check_places(screen)
parts.show_kpi_head(screen, code)
show_kpi_picker(screen, code)
with working():
    view = screen.view(f"kpi {code}", lambda: view_kpi(screen.database, screen.boards, code))
parts.show_kpi_cards(screen, view)

left, right = st.columns([3, 2], gap="large")
with left:
    charts.show_trend(screen, view, heading=words.say("Over the years"))
    if len(view.departments) > 1:
        charts.show_owners(screen, view, heading=words.say("By department"))
with right:
    parts.show_definition(screen, view)

if view.provinces:
    charts.show_region_picker(screen, heading=words.say("Where"))
    left, right = st.columns(2, gap="large")
    with left:
        charts.show_map(screen, view)
    with right:
        if region:
            charts.show_provinces(screen, view)
        else:
            charts.show_regions_of(screen, view)
        charts.show_place_costs(screen, view, heading=words.say("Which provinces pull the score down"))
    if charts.has_funnel(view):
        charts.show_funnel(screen, view, heading=words.say("More than chance?"))

from_where = words.say("Where the figure comes from")
if view.provinces:
    charts.show_province_picker(screen, view, heading=from_where)
if province or not view.provinces:
    rows = screen.view(
        f"provenance {code} {province}",
        lambda: view_provenance(screen.database, screen.boards, code, province),
    )
    parts.show_provenance(screen, rows, heading="" if view.provinces else from_where)
    show_originals(screen, rows)
changes = load_changes(screen).of([code])
show_since_picker(screen, heading=words.say("What changed"))
show_changes(screen, changes)
show_explained(screen, view, heading=words.say("Cause and action"))
parts.show_notes(screen, view, heading=words.say("Notes"))
