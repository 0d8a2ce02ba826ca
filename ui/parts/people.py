"""The parts of the page of people: everybody with an account, and one of them."""

from collections.abc import Mapping
from datetime import date
from html import escape

import streamlit as st

from domain.person import Grant
from domain.plan import Plan
from domain.text import mark
from house_style.dates import say_date, say_instant
from house_style.roles import say_role, say_roles
from ui.heads import Crumb, show_heading, show_note, show_title
from ui.navigation import Drill
from ui.screen import Screen
from ui.session import caller
from ui.tables import Column, Shown, show_rows
from use_cases.view_people import Member, list_people, load_person

TO_PERSON = Drill(page="people", parameter="person")


def show_people_head(screen: Screen) -> None:
    """The head of the list."""
    words = screen.words
    below = words.say(
        "Who may come in, and as what. A change counts from the next click of whomever it is about."
    )
    show_title(screen, words.say("People and roles"), below=below)


def show_members(screen: Screen, *, heading: str) -> None:
    """Everybody with an account; a click leads to one."""
    words, members = screen.words, list_people(screen.database, caller())
    people = [member.account.person for member in members]
    show_heading(f"{heading} ({len(members)})")
    columns = [
        Column(
            heading=words.say("Name"),
            values=[p.name for p in people],
            wide=True,
            below=[p.login for p in people],
        ),
        Column(
            heading=words.say("Roles today"),
            values=[
                say_roles(m.roles, plan_of(screen), words) or words.say("No role today") for m in members
            ],
        ),
        Column(heading=words.say("State"), values=[say_state(screen, m) for m in members]),
        Column(
            heading=words.say("Last sign-in"), values=[_last(screen, m) for m in members], shown=Shown.AMOUNT
        ),
        Column(
            heading=words.say("Open sessions"), values=[m.open_sessions for m in members], shown=Shown.NUMBER
        ),
    ]
    codes = [person.login for person in people]
    show_rows(screen, columns, key="members", caption=heading, codes=codes, drill=TO_PERSON)


def load_member(screen: Screen) -> Member:
    """The person of the address. Raises NotFound."""
    return load_person(screen.database, caller(), screen.address.person)


def show_member_head(screen: Screen, member: Member) -> None:
    """Who it is, and the way back to all of them."""
    all_of_them = Crumb(page="people", label=screen.words.say("People and roles"), address=screen.here.at())
    show_title(screen, member.account.person.name, crumbs=[all_of_them], below=member.account.person.login)


def show_facts(screen: Screen, member: Member, *, heading: str) -> None:
    """What is known of an account."""
    words, account = screen.words, member.account
    show_list_of_facts(
        {
            words.say("Login"): account.person.login,
            words.say("State"): say_state(screen, member),
            words.say("Account since"): say_instant(
                account.created_at, words, screen.clock.era, zone=screen.clock.zone
            ),
            words.say("Last sign-in"): _last(screen, member)[1],
            words.say("Open sessions"): str(member.open_sessions),
        },
        heading=heading,
    )


def show_roles(screen: Screen, member: Member, *, heading: str) -> None:
    """The roles that nobody has ended, with their days."""
    words, grants = screen.words, member.account.person.grants
    if not grants:
        show_note(words.say("No role yet: this person can come in and sees nothing."), heading=heading)
        return
    show_heading(heading)
    columns = [
        Column(
            heading=words.say("Role"), values=[say_role(g, plan_of(screen), words) for g in grants], wide=True
        ),
        Column(heading=words.say("From"), values=[_day(screen, g.since) for g in grants]),
        Column(
            heading=words.say("To"),
            values=[_day(screen, g.until) if g.until else words.say("no end") for g in grants],
        ),
        Column(heading=words.say("Holds today"), values=[_holds(screen, g, member.today) for g in grants]),
    ]
    show_rows(screen, columns, key="grants", caption=heading)


def show_list_of_facts(facts: Mapping[str, str], *, heading: str) -> None:
    """Names and what they stand for."""
    said = "".join(f"<dt>{escape(name)}</dt><dd>{escape(fact)}</dd>" for name, fact in facts.items())
    st.html(f'<h2>{escape(heading)}</h2><dl class="facts">{said}</dl>')


def say_state(screen: Screen, member: Member) -> str:
    """Whether somebody can come in."""
    account = member.account
    if account.person.disabled:
        return screen.words.say(mark("Disabled"))
    if account.is_demonstration:
        return screen.words.say(mark("For trying out"))
    if account.password_hash is None and member.last_sign_in is None:
        return screen.words.say(mark("Invited"))
    return screen.words.say(mark("Active"))


def plan_of(screen: Screen) -> Plan | None:
    """The plan in force, if there is one: people are there before any plan."""
    return screen.start.version.plan if screen.start.version else None


def _holds(screen: Screen, grant: Grant, today: date) -> str:
    return screen.words.say("yes") if grant.holds_on(today) else screen.words.say("no")


def _day(screen: Screen, day: date) -> str:
    return say_date(day, screen.words, screen.clock.era)


def _last(screen: Screen, member: Member) -> tuple[float | None, str]:
    """When somebody was in last, as it is sorted and as it is said."""
    seen = member.last_sign_in
    if seen is None:
        return None, screen.words.say("never yet")
    return seen.timestamp(), say_instant(seen, screen.words, screen.clock.era, zone=screen.clock.zone)
