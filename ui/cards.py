"""Cards: one main figure, what it is, and what it is compared with."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby

import streamlit as st

from domain.status import Status
from house_style.colours import say_status_with_shape
from ui.address import Address
from ui.navigation import href
from ui.screen import Screen


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How many KPIs stand how; each count leads to them in the list of all KPIs at `where`."""

    by_status: Mapping[Status, int]
    where: Address


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A card: its label, main figure and lines below; with a status it carries shape, colour and word.

    `counts` are shown as a chip to each status that is there.
    """

    label: str
    figure: str
    lines: Sequence[str] = ()
    status: Status | None = None
    hint: str = ""
    counts: Counts | None = None


def show_summary(screen: Screen, status: Status, sentence: str, cards: Sequence[Card], *, name: str) -> None:
    """A status, why it is so, and cards side by side; below one another where there is no room."""
    st.html(_why(screen, status, sentence) + _cards(screen, cards, name))


def _cards(screen: Screen, cards: Sequence[Card], name: str) -> str:
    return f'<div class="cards {name}">{"".join(_card(screen, card) for card in cards)}</div>'


def _card(screen: Screen, card: Card) -> str:
    lines = "".join(f"<p>{escape(line)}</p>" for line in card.lines)
    title = f' title="{escape(card.hint, quote=True)}"' if card.hint else ""
    chips = _chips(screen, card.counts)
    return (
        f'<section class="card"{title}><h3>{escape(card.label)}</h3>'
        f'<div class="figure">{_figure(card.figure)}</div>{_chip(screen, card.status)}{chips}{lines}</section>'
    )


def _figure(said: str) -> str:
    """A main figure: its numbers large, the words about them small, and no word broken."""
    if not any(letter.isdigit() for letter in said):
        return escape(said)
    parts = groupby(said.split(), key=lambda word: any(letter.isdigit() for letter in word))
    said_parts = ((is_number, escape(" ".join(words))) for is_number, words in parts)
    return " ".join(part if is_number else f"<small>{part}</small>" for is_number, part in said_parts)


def show_counts(screen: Screen, counts: Counts, said: str) -> None:
    """How many KPIs stand how, and a sentence beside it."""
    st.html(f'<div class="why">{_chips(screen, counts)}<span>{escape(said)}</span></div>')


def _chips(screen: Screen, counts: Counts | None) -> str:
    if counts is None:
        return ""
    ways = (_way(screen, status, count, counts.where) for status, count in counts.by_status.items() if count)
    return f'<div class="chips">{"".join(ways)}</div>'


def _way(screen: Screen, status: Status, count: int, where: Address) -> str:
    link = escape(href("kpi", where.but(status=status.value)), quote=True)
    current = ' aria-current="true"' if where.status == status.value else ""
    said = escape(say_status_with_shape(status, screen.words))
    return f'<a class="go chip {status}" href="{link}"{current}>{said} <b>{count}</b></a>'


def _chip(screen: Screen, status: Status | None) -> str:
    """The status as colour, shape and word."""
    if status is None:
        return ""
    return f'<div class="chip {status}">{escape(say_status_with_shape(status, screen.words))}</div>'


def show_sentence(screen: Screen, status: Status, sentence: str) -> None:
    """A status and why it is so, in one sentence."""
    st.html(_why(screen, status, sentence))


def _why(screen: Screen, status: Status, sentence: str) -> str:
    return f'<div class="why">{_chip(screen, status)}<span>{escape(sentence)}</span></div>'
