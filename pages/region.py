"""Where is it failing?"""

import streamlit as st

from ui.parts import region as parts
from ui.screen import this_screen
from ui.waiting import working
from use_cases.compare_regions import find_whole_above
from use_cases.view_region import view_region

screen = this_screen()
words = screen.words
region, province = screen.address.region, screen.address.province

parts.show_region_head(screen)
parts.show_place_pickers(screen)
with working():
    every = screen.view("places", lambda: view_region(screen.database, screen.boards))
    view = every.at(screen.plan, region=region, province=province)
parts.show_place_cards(screen, view)
parts.show_why_below(screen, view, find_whole_above(screen.boards, every.regions))
left, right = st.columns(2, gap="large")
with left:
    parts.show_heat_map(screen, view, heading=words.say("Regions and strategies"))
    lowest = words.say("Provinces") if region else words.say("The lowest provinces")
    parts.show_provinces(screen, view, heading=lowest)
with right:
    parts.show_map(screen, view, heading=words.say("Map of all provinces"))
if view.chosen:
    parts.show_kpis(screen, view)
