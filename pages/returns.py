"""What do I owe, and how do my figures get in?"""

import streamlit as st

from ui.parts import return_next, return_view, returns
from ui.parts.reminders import load_reminders, show_reminders
from ui.parts.return_evidence import show_evidence
from ui.parts.return_explained import show_explanations
from ui.parts.return_steps import show_step
from ui.parts.return_upload import show_upload
from ui.screen import this_screen

screen = this_screen()
words = screen.words

with st.container(key="returns"):
    if screen.address.submission:
        view = return_view.load_version(screen)
        return_view.show_version_head(screen, view, page="returns")
        show_step(screen)
        return_next.show_next(screen, view)
        return_next.show_reasons(screen, view)
        return_view.show_version_deeds(screen, view)
        show_explanations(screen, view)
        show_evidence(screen, view)
        return_view.show_version_facts(screen, view)
        return_view.show_version_judged(screen, view)
        st.stop()

    code = returns.find_department(screen)
    returns.show_returns_head(screen, code)
    returns.show_department_picker(screen, code)
    show_step(screen)
    listed = returns.load_returns(screen, code)
    returns.show_blank(screen, listed, heading=words.say("Step 1: take the pre-filled workbook"))
    if returns.hands_in(screen):
        show_upload(screen, heading=words.say("Step 2: hand it in"))
    show_reminders(screen, load_reminders(screen, code), heading=words.say("What has to be sent"))
    returns.show_due(screen, listed, heading=words.say("Returns of the fiscal year"))
    returns.show_versions(screen, listed, heading=words.say("Every version that was handed in"))
