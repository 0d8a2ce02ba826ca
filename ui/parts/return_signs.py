"""How far a return is, and how grave what was found in it: colour, shape and word, in a chip or in a row of a table."""

from collections import Counter
from collections.abc import Iterable, Sequence
from html import escape

import streamlit as st

from domain.finding import Finding, Severity
from domain.reporting import Stage
from domain.status import Status
from domain.submission import State
from house_style.labels import say_label
from house_style.stages import LOOKS, OF_STATES
from ui.screen import Screen

GRAVITIES = {
    Severity.BLOCK: ("■", Status.CRITICAL),
    Severity.CONFIRM: ("▲", Status.WATCH),
    Severity.NOTICE: ("○", Status.NO_DATA),
}
Sign = tuple[int, str, str, str]


def sign_of(screen: Screen, what: State | Stage) -> Sign:
    """A row's sign: its rank among its kind, its word and shape, and the status whose colour it has."""
    shape, status = OF_STATES[what] if isinstance(what, State) else LOOKS[what]
    return [*type(what)].index(what), say_label(what, screen.words), shape, status.value


def show_state(screen: Screen, state: State, said: str) -> None:
    """How far a return is, and beside it what is to be done next."""
    shape, status = OF_STATES[state]
    _show([_chip(shape, say_label(state, screen.words), status)], said)


def show_gravities(screen: Screen, findings: Iterable[Finding], said: str) -> None:
    """How many findings there are of each gravity, and beside it what is to be done next."""
    counts = Counter(finding.severity for finding in findings)
    chips = [
        _chip(shape, f"{say_label(severity, screen.words)} {counts[severity]:,}", status)
        for severity, (shape, status) in GRAVITIES.items()
        if counts[severity]
    ]
    _show(chips or [_chip("●", screen.words.say("No faults were found"), Status.ON_TRACK)], said)


def _show(chips: Sequence[str], said: str) -> None:
    st.html(
        f'<div class="why next"><div class="chips">{"".join(chips)}</div><span>{escape(said)}</span></div>'
    )


def _chip(shape: str, word: str, status: Status) -> str:
    return f'<div class="chip {status}"><span aria-hidden="true">{shape}</span> {escape(word)}</div>'
