"""Who did what, and is the log whole?"""

import streamlit as st

from ui.parts import audit as parts
from ui.parts.audit_search import read_wanted, show_audit_search
from ui.screen import this_screen

screen = this_screen()
words = screen.words

parts.show_audit_head(screen)
show_audit_search(screen)
wanted = read_wanted(screen)
if wanted is None:
    st.stop()
found = parts.load_entries(screen, wanted)
parts.show_found(screen, found)
parts.show_entries(screen, found.entries)
parts.show_ways_on(screen, found)
parts.show_verdict(screen, heading=words.say("Is the log whole?"))
parts.show_export(screen, wanted, heading=words.say("Take it away"))
