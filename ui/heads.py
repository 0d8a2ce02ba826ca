"""The head of a page: where one is, what it is called, when its figures are from."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

import streamlit as st

from house_style.dates import say_as_of, say_period
from ui.address import Address
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
    instant = screen.moment.as_of or screen.start.last_instant
    words, calendar = screen.words, screen.calendar
    parts = [below, say_period(period, words, calendar)]
    if instant is not None:
        parts.append(say_as_of(instant, words, calendar.era, zone=calendar.zone))
    show_title(screen, title, crumbs=crumbs, below=" · ".join(filter(None, parts)))


def show_title(screen: Screen, title: str, *, crumbs: Sequence[Crumb] = (), below: str = "") -> None:
    """Breadcrumb and title of a page that is of no moment, and a line below."""
    said = f'<h1 class="title">{escape(title)}</h1><p class="below">{escape(below)}</p>'
    st.html(f"{_way(screen, crumbs, title)}{said}")


def _way(screen: Screen, crumbs: Sequence[Crumb], title: str) -> str:
    """The breadcrumb; none where one stands at the beginning of it."""
    if not crumbs:
        return ""
    steps = "".join(f"<li>{anchor(crumb.page, crumb.address, label=crumb.label)}</li>" for crumb in crumbs)
    named = escape(screen.words.say("The way here"), quote=True)
    last = f'<li aria-current="page">{escape(title)}</li>'
    return f'<nav class="crumbs" aria-label="{named}"><ol>{steps}{last}</ol></nav>'


def show_heading(text: str) -> None:
    """A heading over what is no chart and no table of its own."""
    st.html(f"<h2>{escape(text)}</h2>")


def show_note(text: str, *, heading: str = "") -> None:
    """A plain sentence, as where there is nothing to draw, under its heading."""
    above = f"<h2>{escape(heading)}</h2>" if heading else ""
    st.html(f"{above}<p>{escape(text)}</p>")


def way_to(screen: Screen, *steps: Crumb) -> list[Crumb]:
    """The way from the overview."""
    return [Crumb(page="overview", label=screen.words.say("Overview"), address=screen.here.at()), *steps]
