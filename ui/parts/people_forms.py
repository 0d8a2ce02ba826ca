"""The forms of the page of people: what can be done about somebody, each behind a heading that says what it does."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from html import escape

import streamlit as st

from data_access.database import Database
from domain.person import Grant, Role
from house_style.labels import say_label
from house_style.roles import say_role
from ui.attempts import Done, is_refused, show_refusal
from ui.heads import show_heading, show_note
from ui.parts import people_deeds as deeds
from ui.parts.people import plan_of
from ui.screen import Screen
from use_cases.authority import Caller
from use_cases.view_people import Member

MOST_TYPED = 200


def show_invitation(screen: Screen, *, heading: str) -> None:
    """A form for somebody new, with a first role."""
    words, form = screen.words, "invite"
    with st.expander(heading, expanded=is_refused(form)):
        show_refusal(screen, form)
        with st.form(key=f"{form}_form", border=False, enter_to_submit=False):
            _show_text(form, "name", words.say("Name, as everybody is to see it"))
            _show_text(form, "login", words.say("Login, for example an e-mail address"))
            _show_grant_fields(screen, form, none=words.say("No role for now"))
            label = words.say("Invite")
            st.form_submit_button(
                label, key=f"{form}_submit", type="primary", on_click=deeds.invite, args=(form,)
            )


def show_changes(screen: Screen, member: Member, *, heading: str) -> None:
    """All that can be changed of somebody."""
    words, person = screen.words, member.account.person
    show_heading(heading)
    if member.account.is_demonstration:
        show_note(words.say(deeds.STAYS))
        return
    _show_giving(screen, person.login)
    if person.grants:
        _show_ending(screen, person.login, person.grants)
    _show_new_link(screen, person.login)
    if member.open_sessions:
        _show_ending_sessions(screen, person.login)
    if person.disabled:
        _show_enabling(screen, person.login)
    else:
        _show_disabling(screen, person.login)


def _show_giving(screen: Screen, login: str) -> None:
    words = screen.words
    with _change(
        screen, "grant", words.say("Give a role"), words.say("Give this role"), partial(deeds.give, login)
    ):
        _show_grant_fields(screen, "grant")


def _show_ending(screen: Screen, login: str, grants: tuple[Grant, ...]) -> None:
    words = screen.words
    named = {deeds.code_of(grant): say_role(grant, plan_of(screen), words) for grant in grants}
    label, button = words.say("End a role"), words.say("End this role")
    with _change(screen, "end", label, button, partial(deeds.end, login)):
        _say(words.say("The role ends at once, also where somebody is in the middle of something."))
        _show_choice("end_held", words.say("Role"), named)
        _show_text("end", "reason", words.say("Reason; it stands in the audit log"))
        _show_sure(screen, "end")


def _show_new_link(screen: Screen, login: str) -> None:
    words = screen.words
    label, button = words.say("New password link"), words.say("Make a new link")
    with _change(screen, "reset", label, button, partial(deeds.reset, login)):
        _say(
            words.say(
                "The password of now, and every link that was made before, serve no more. What is open is ended. With the "
                "new link a new password is chosen."
            )
        )
        _show_sure(screen, "reset")


def _show_ending_sessions(screen: Screen, login: str) -> None:
    words = screen.words
    label, button = words.say("End open sessions"), words.say("End them now")
    with _change(screen, "sessions", label, button, partial(deeds.close, login)):
        _say(
            words.say(
                "Whoever is signed in with this account has to sign in again. What is typed and not sent is lost."
            )
        )
        _show_sure(screen, "sessions")


def _show_disabling(screen: Screen, login: str) -> None:
    words = screen.words
    label, button = words.say("Disable the account"), words.say("Disable it now")
    with _change(screen, "disable", label, button, partial(deeds.disable, login)):
        _say(
            words.say(
                "Nobody comes in with this account any more, and what is open is ended. It can be enabled again."
            )
        )
        _show_text("disable", "reason", words.say("Reason; it stands in the audit log"))
        _show_sure(screen, "disable")


def _show_enabling(screen: Screen, login: str) -> None:
    words = screen.words
    label, button = words.say("Enable the account"), words.say("Enable it again")
    with _change(screen, "enable", label, button, partial(deeds.enable, login)):
        _say(words.say("This person can come in again, with the roles that nobody has ended."))


@contextmanager
def _change(
    screen: Screen, form: str, label: str, button: str, work: Callable[[Database, Caller], Done]
) -> Iterator[None]:
    """A form behind its heading: one opens it, reads what will happen, and then presses the button."""
    with st.expander(label, expanded=is_refused(form)):
        show_refusal(screen, form)
        with st.form(key=f"{form}_form", border=False, enter_to_submit=False):
            yield
            st.form_submit_button(button, key=f"{form}_submit", on_click=deeds.do, args=(form, work))


def _show_grant_fields(screen: Screen, form: str, *, none: str = "") -> None:
    """A role, the department for which it is held where it is a department's, and its days."""
    words = screen.words
    roles = {"": none or words.say("Choose a role"), **{role.value: say_label(role, words) for role in Role}}
    plan = plan_of(screen)
    # A list knows its choices by what it shows of them: two departments of one name are told apart by their codes.
    departments = {d.code: f"{screen.text(d.name)} ({d.code})" for d in plan.departments} if plan else {}
    named = {"": words.say("The whole organisation"), **departments}
    _show_choice(f"{form}_role", words.say("Role"), roles)
    _show_choice(f"{form}_department", words.say("Department, for a role of a department"), named)
    hint = words.say("day/month/year")
    left, right = st.columns(2)
    with left:
        _show_text(form, "since", words.say("First day; today if left empty"), hint=hint)
    with right:
        _show_text(form, "until", words.say("Last day; no end if left empty"), hint=hint)


def _show_text(form: str, name: str, label: str, *, hint: str = "") -> None:
    st.text_input(label, key=f"{form}_{name}", max_chars=MOST_TYPED, placeholder=hint, autocomplete="off")


def _show_choice(key: str, label: str, named: Mapping[str, str]) -> None:
    """A list by codes. What a client sends need not be of it: that is seen when it is read (people_deeds.py)."""
    st.selectbox(label, [*named], format_func=lambda code: named.get(code, code), key=key)


def _show_sure(screen: Screen, form: str) -> None:
    """What is pressed by mistake is not done."""
    st.checkbox(screen.words.say(deeds.SURE), key=f"{form}_sure")


def _say(sentence: str) -> None:
    st.html(f'<p class="below">{escape(sentence)}</p>')
