"""What waits for a decision, who has not reported, and is the period closed?"""

import streamlit as st

from ui.parts import return_next, return_view, review
from ui.parts.reporting_matrix import show_reporting
from ui.parts.return_evidence import show_evidence
from ui.parts.return_explained import show_explanations
from ui.parts.return_steps import show_step
from ui.screen import this_screen

screen = this_screen()
words = screen.words

with st.container(key="review"):
    if screen.address.submission:
        view = return_view.load_version(screen)
        return_view.show_version_head(screen, view, page="review")
        show_step(screen)
        return_next.show_next_of_review(screen, view)
        review.show_decision(screen, view)
        return_next.show_reasons(screen, view)
        show_explanations(screen, view)
        show_evidence(screen, view)
        return_view.show_version_facts(screen, view)
        return_view.show_version_judged(screen, view)
        st.stop()

    review.show_review_head(screen)
    show_step(screen)
    review.show_queue(screen, heading=words.say("Waits for a decision"))
    show_reporting(screen, heading=words.say("Who has reported"))
    review.show_period(screen, heading=words.say("The period"))
