"""The script that every session runs: page, words, navigation, pickers, then the page itself."""

import time
from html import escape
from pathlib import Path

import streamlit as st

from access.start_up import find_preparation
from domain.text import Language
from house_style.wording import wording
from ui.address import Address
from ui.failures import handled, show_obstacle
from ui.navigation import SHOWN, languages, list_pages, show_pages, who
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
    with turn(), handled(words, has_pages=False), open_screen() as screen:
        show_page(screen)


def show_page(screen: Screen) -> None:
    """The head that all pages share, then the page."""
    pages = list_pages(screen.words)
    page = st.navigation(list(pages.values()), position="hidden")
    st.set_page_config(page_title=_title(screen, page.title))
    st.session_state[SHOWN] = next(name for name, known in pages.items() if known.title == page.title)
    with handled(screen.words, has_pages=True):
        _show_head(screen)
        page.run()


def _title(screen: Screen, page: str) -> str:
    version = screen.start.version
    return f"{page} · {screen.text(version.plan.organisation)}" if version else page


def _show_head(screen: Screen) -> None:
    """Organisation, notice, who is in, languages; links to the pages, pickers of the moment."""
    ways = f'<div class="ways">{who(screen.words, screen.person.name)}{languages(screen.words, screen.here)}</div>'
    if screen.start.version is None:
        st.html(ways)
        return
    said = [screen.text(screen.plan.organisation), screen.text(screen.plan.notice)]
    names = "".join(f"<span>{escape(name)}</span>" for name in said if name)
    st.html(f'<header class="head"><p>{names}</p>{ways}</header>')
    with st.container(horizontal=True, vertical_alignment="center", key="bar"):
        show_pages(screen.words, screen.here.at())
        show_scope(screen)


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
