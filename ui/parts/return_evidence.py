"""What is attached to a return: files and links, each to a KPI."""

from functools import partial
from html import escape

import streamlit as st

from data_access.database import Database
from data_access.evidence import Evidence
from domain.permission import Action
from domain.submission import State
from house_style.wording import one_way
from ui.attempts import is_refused, show_refusal
from ui.heads import show_heading, show_note
from ui.parts import return_deeds as deeds
from ui.parts.return_next import may_with
from ui.parts.return_words import say_hand, say_what
from ui.screen import Screen
from ui.session import caller
from use_cases.authority import Caller
from use_cases.original_file import take_evidence
from use_cases.view_returns import ReturnView

MEGABYTES = 20


def show_evidence(screen: Screen, view: ReturnView) -> None:
    """What was attached, and the form to attach more while it is a draft."""
    words, seen = screen.words, view.version
    is_open = is_refused("evidence")
    show_heading(words.say("Evidence ({count})", count=len(view.evidence)))
    show_refusal(screen, "evidence")
    if not view.evidence:
        show_note(words.say("Nothing is attached."))
    is_draft = seen.state is State.DRAFT and may_with(screen, seen.department, Action.FILL_RETURN)
    for piece in view.evidence:
        _show_piece(screen, piece, is_draft=is_draft)
    if is_draft:
        _show_attaching(screen, view, is_open=is_open)


def _show_piece(screen: Screen, piece: Evidence, *, is_draft: bool) -> None:
    words = screen.words
    with st.container(horizontal=True, vertical_alignment="center", key=f"evidence_{piece.id}"):
        st.html(_said(screen, piece))
        if not piece.link:
            st.download_button(
                words.say("Take it"),
                partial(_content, screen.database, caller(), piece.id),
                file_name=piece.title,
                mime="application/octet-stream",
                key=f"evidence_take_{piece.id}",
            )
        if is_draft:
            st.button(
                words.say("Take it off"),
                key=f"evidence_off_{piece.id}",
                on_click=deeds.detach,
                args=(piece.id,),
            )


def _content(database: Database, asking: Caller, number: int) -> bytes:
    return take_evidence(database, asking, number).content


def _said(screen: Screen, piece: Evidence) -> str:
    """What it is, as HTML; a link leads out of the dashboard and tells nobody where from."""
    title = escape(one_way(piece.title))
    if piece.link:
        address = escape(piece.link, quote=True)
        title = f'<a href="{address}" target="_blank" rel="noopener noreferrer nofollow">{title}</a>'
    below = f"{say_what(screen, piece.kpi)} · {say_hand(screen, piece.attached)}"
    return f'<p class="piece">{title}<small>{escape(below)}</small></p>'


def _show_attaching(screen: Screen, view: ReturnView, *, is_open: bool) -> None:
    words, seen = screen.words, view.version
    answer = seen.contents.answer
    asked = sorted({row.kpi for row in answer.observations}) if answer else []
    kpis = asked or [kpi.code for kpi in screen.plan.kpis if seen.department in kpi.keepers]
    with (
        st.expander(words.say("Attach a file or a link to a KPI"), expanded=is_open),
        st.form(key="evidence_form", border=False, enter_to_submit=False),
    ):
        st.selectbox(
            words.say("KPI"), kpis, format_func=lambda code: say_what(screen, str(code)), key="evidence_kpi"
        )
        st.file_uploader(words.say("A file, up to {size} MB", size=MEGABYTES), key=deeds.evidence_key())
        st.text_input(words.say("or a link that begins with https://"), key="evidence_link", max_chars=2000)
        st.form_submit_button(words.say("Attach"), key="evidence_submit", on_click=deeds.attach, args=(seen,))
