"""Who may come in, and as what?"""

import streamlit as st

from ui.attempts import show_done
from ui.parts import people as parts
from ui.parts import people_forms as forms
from ui.screen import this_screen

screen = this_screen()
words = screen.words

with st.container(key="people"):
    if not screen.address.person:
        parts.show_people_head(screen)
        show_done(screen)
        forms.show_invitation(screen, heading=words.say("Invite somebody"))
        parts.show_members(screen, heading=words.say("Everybody with an account"))
        st.stop()

    member = parts.load_member(screen)
    parts.show_member_head(screen, member)
    show_done(screen)
    left, right = st.columns([2, 3], gap="large")
    with left:
        parts.show_facts(screen, member, heading=words.say("The account"))
        parts.show_roles(screen, member, heading=words.say("Roles"))
    with right:
        forms.show_changes(screen, member, heading=words.say("Change something"))
