"""The head of a page: where one is, what it is called, when its figures are from."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

import streamlit as st

from house_style.dates import say_as_of, say_period
from ui.address import Address
from ui.literal import literal
from ui.navigation import anchor
from ui.scope import shown_period
from ui.screen import Screen


@dataclass(frozen=True, slots=True, kw_only=True)
class Crumb:
    """One step of the way from the whole to what is shown."""

    page: str
    label: str
    address: Address


def show_head(screen: Screen, title: str, *, crumbs: Sequence[Crumb] = (), below: str = "") -> None:
    """Breadcrumb, title, period and as-of. Nothing is drawn where there is no plan, or no such moment."""
    period = shown_period(screen)
    if crumbs:
        _show_way(screen, crumbs, title)
    st.header(literal(title))
    instant = screen.moment.as_of or screen.start.last_instant
    words, calendar = screen.words, screen.calendar
    parts = [say_period(period, words, calendar)]
    if instant is not None:
        parts.append(say_as_of(instant, words, calendar.era, zone=calendar.zone))
    st.text(" · ".join([*([below] if below else []), *parts]))


def _show_way(screen: Screen, crumbs: Sequence[Crumb], title: str) -> None:
    steps = "".join(f"<li>{anchor(crumb.page, crumb.address, label=crumb.label)}</li>" for crumb in crumbs)
    named = escape(screen.words.say("The way here"), quote=True)
    last = f'<li aria-current="page">{escape(title)}</li>'
    st.html(f'<nav class="crumbs" aria-label="{named}"><ol>{steps}{last}</ol></nav>')


def way_to(screen: Screen, *steps: Crumb) -> list[Crumb]:
    """The way from the overview."""
    return [Crumb(page="overview", label=screen.words.say("Overview"), address=screen.here.at()), *steps]
