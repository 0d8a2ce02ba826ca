"""The script that every session runs: page, words, navigation, pickers, then the page itself."""

import time
from collections.abc import Sequence
from html import escape
from pathlib import Path

import streamlit as st

from access.start_up import find_preparation
from domain.permission import Action
from domain.text import Language
from house_style.roles import say_roles
from house_style.wording import wording
from ui.address import Address
from ui.failures import handled, show_obstacle
from ui.literal import literal
from ui.navigation import (
    ENTRANCE,
    OF_A_PERIOD,
    SHOWN,
    TITLES,
    languages,
    list_open_pages,
    list_pages,
    needed_for,
    show_pages,
    shown_page,
    who,
)
from ui.scope import show_scope
from ui.screen import Screen, open_screen
from ui.style import render_style
from ui.turns import turn

ICON = Path(__file__).with_name("page_icon.png")
POLL_SECONDS = 0.4


def run() -> None:
    """One run of the script."""
    st.set_page_config(page_icon=str(ICON), layout="wide")
    st.html(render_style())
    if not find_preparation().is_ready:
        show_preparation()
    address = Address.of(st.query_params.to_dict())
    words = wording(address.language or Language.THAI)
    with turn(), handled(words), open_screen() as screen:
        show_page(screen)


def show_page(screen: Screen) -> None:
    """The head that all pages share, then the page."""
    words, names = screen.words, list_open_pages(screen.person, screen.entrance.today)
    if not names:
        show_nothing_open(screen)
        return
    page = st.navigation(list_pages(words, names), position="hidden")
    st.set_page_config(page_title=_title(screen, page.title))
    st.session_state[SHOWN] = next(name for name in names if words.say(TITLES[name]) == page.title)
    with handled(words, first_page=names[0]):
        _show_head(screen, names)
        page.run()


def show_nothing_open(screen: Screen) -> None:
    """For who is in and has no role today: why there is nothing, and who can help."""
    st.session_state[SHOWN] = ENTRANCE
    st.html(f'<header class="head"><p></p>{_ways(screen)}</header>')
    decision = screen.judge(Action.READ_FIGURES)
    st.info(literal(screen.words.say(decision.reason, **decision.values)))


def _title(screen: Screen, page: str) -> str:
    version = screen.start.version
    return f"{page} · {screen.text(version.plan.organisation)}" if version else page


def _show_head(screen: Screen, names: Sequence[str]) -> None:
    """Organisation, notice, who is in, languages; links to the pages, pickers of the moment where figures are shown."""
    version = screen.start.version
    said = [screen.text(version.plan.organisation), screen.text(version.plan.notice)] if version else []
    spans = "".join(f"<span>{escape(name)}</span>" for name in said if name)
    st.html(f'<header class="head"><p>{spans}</p>{_ways(screen)}</header>')
    with st.container(horizontal=True, vertical_alignment="center", key="bar"):
        show_pages(screen.words, screen.here.at(), names)
        if version and needed_for(shown_page()) in OF_A_PERIOD:
            show_scope(screen, of_figures=needed_for(shown_page()) is Action.READ_FIGURES)


def _ways(screen: Screen) -> str:
    """Who is in, the way out and the languages, as HTML."""
    words = screen.words
    version = screen.start.version
    plan = version.plan if version else None
    roles = say_roles(screen.person.grants_on(screen.entrance.today), plan, words)
    return f'<div class="ways">{who(words, screen.person.name, roles)}{languages(words, screen.here)}</div>'


def show_preparation() -> None:
    """How far the start has come; the page comes by itself."""
    words = wording(Address.of(st.query_params.to_dict()).language or Language.THAI)
    st.header(words.say("The dashboard is being made ready"))
    bar = st.progress(0.0)
    while not (now := find_preparation()).is_ready:
        if now.refusal or now.reference:
            show_obstacle(words, now.refusal, now.reference)
            st.stop()
        share = min(1.0, now.done / now.total) if now.total else 0.0
        bar.progress(share, f"{words.say(now.doing)} {now.done}/{now.total}" if now.total else "")
        time.sleep(POLL_SECONDS)
    st.rerun()


run()
