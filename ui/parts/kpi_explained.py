"""Why a KPI is where it is, as its departments say, and the original files behind its figures."""

from collections.abc import Sequence
from functools import partial
from typing import Protocol

import streamlit as st

from data_access.database import Database
from domain.kpi_return import Explanation
from domain.permission import Action
from house_style.dates import say_date, say_month
from house_style.wording import one_way
from ui.literal import literal
from ui.parts.kpi import department_name
from ui.screen import Screen
from ui.session import caller
from ui.tables import Column, show_table
from use_cases.authority import Caller
from use_cases.original_file import take_published_file
from use_cases.view_kpi import KpiView

MOST_FILES = 12


def show_explained(screen: Screen, view: KpiView, *, heading: str) -> None:
    """Cause, action, by when and what support is needed; nothing where nobody had to say so."""
    words, calendar, rows = screen.words, screen.calendar, view.explained
    if not rows:
        return
    show_table(
        screen,
        lambda: [
            Column(
                heading=words.say("Month"),
                values=[say_month(view.figure.year, row.month, words, calendar) for row in rows],
            ),
            Column(
                heading=words.say("Department"),
                values=[department_name(screen, row.department) for row in rows],
            ),
            *columns_of_explanations(screen, [row.explanation for row in rows]),
        ],
        key="kpi_explained",
        heading=heading,
        caption=heading,
    )


def columns_of_explanations(screen: Screen, said: Sequence[Explanation]) -> list[Column]:
    """What departments wrote of causes and actions, as they wrote it."""
    words, era = screen.words, screen.calendar.era
    return [
        Column(heading=words.say("Cause"), values=[one_way(e.cause) for e in said], wide=True),
        Column(
            heading=words.say("What is done about it"), values=[one_way(e.action) for e in said], wide=True
        ),
        Column(
            heading=words.say("By when"), values=[say_date(e.by, words, era) if e.by else "" for e in said]
        ),
        Column(heading=words.say("Support needed"), values=[one_way(e.support) for e in said]),
    ]


class FromFile(Protocol):
    """A figure that came out of a published return."""

    @property
    def submission(self) -> int:
        """The number of the return."""

    @property
    def file_name(self) -> str:
        """The sender's name of its file."""


def show_originals(screen: Screen, rows: Sequence[FromFile]) -> None:
    """The workbooks behind the figures, byte for byte as they were sent; for who may take figures away."""
    if not rows or not screen.may(Action.EXPORT_FIGURES):
        return
    names = {row.submission: row.file_name for row in rows}
    with (
        st.expander(screen.words.say("The original files ({count})", count=len(names))),
        st.container(horizontal=True, key="originals"),
    ):
        for number, name in list(names.items())[:MOST_FILES]:
            st.download_button(
                literal(name),
                partial(_taken, screen.database, caller(), number),
                file_name=name,
                mime="application/octet-stream",
                key=f"original_{number}",
            )


def _taken(database: Database, asking: Caller, number: int) -> bytes:
    return take_published_file(database, asking, number).content
