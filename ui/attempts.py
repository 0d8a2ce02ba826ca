"""What somebody asks for in a form, and what came of it: done as a callback, said at its form in the run that follows."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

import streamlit as st

from data_access.database import Database
from domain.failures import Refusal
from house_style.dates import say_instant
from ui.failures import log_fault, show_reference
from ui.heads import show_note
from ui.house import open_house
from ui.literal import literal
from ui.screen import Screen
from ui.session import caller, come_in
from use_cases.authority import Caller

OUTCOME = "outcome_of_an_attempt"


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What was done: a sentence of the catalogue and what fills it; `link` is to be handed on, and serves until `end`."""

    message: str
    values: Mapping[str, object] = field(default_factory=dict)
    link: str = ""
    end: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Failed:
    """A fault of ours, and under which number the log tells of it."""

    reference: str


def attempt(form: str, work: Callable[[Database, Caller], Done]) -> bool:
    """Do what a form asks for, and remember what came of it; whether it was done.

    To be called as a callback: what the form sent is whatever a client sent, and nobody has asked yet in this run who is
    in front of the screen.
    """
    outcome = _tried(work)
    st.session_state[OUTCOME] = form, outcome
    return isinstance(outcome, Done)


def _tried(work: Callable[[Database, Caller], Done]) -> Done | Failed | Refusal:
    try:
        database = open_house().database
        come_in(database)
        return work(database, caller())
    except Refusal as refusal:
        return refusal
    except Exception:  # noqa: BLE001 - whatever it is, the reader gets a number and the log the rest
        return Failed(reference=log_fault())


def is_refused(form: str) -> bool:
    """Whether a form has something to say of why it was not done."""
    told, outcome = _last()
    return told == form and not isinstance(outcome, Done)


def show_refusal(screen: Screen, form: str) -> None:
    """Why what was just asked for in a form was not done; said once."""
    if not is_refused(form):
        return
    _, outcome = _last()
    del st.session_state[OUTCOME]
    if isinstance(outcome, Refusal):
        st.warning(literal(screen.words.refusal(outcome)))
    elif isinstance(outcome, Failed):
        show_reference(screen.words, outcome.reference)


def show_done(screen: Screen) -> None:
    """What was just done, in whichever form of the page; said once."""
    _, outcome = _last()
    if isinstance(outcome, Done):
        del st.session_state[OUTCOME]
        _show_done(screen, outcome)


def _last() -> tuple[str, Done | Failed | Refusal | None]:
    told: tuple[str, Done | Failed | Refusal | None] = st.session_state.get(OUTCOME, ("", None))
    return told


def _show_done(screen: Screen, done: Done) -> None:
    words, calendar = screen.words, screen.clock
    st.success(literal(words.say(done.message, **done.values)))
    if done.end is None:
        return
    st.code(done.link, language=None, wrap_lines=True)
    until = say_instant(done.end, words, calendar.era, zone=calendar.zone)
    show_note(
        words.say(
            "Hand this link on by a safe way: whoever has it chooses the password. It serves once, until {instant}, and "
            "is shown only now.",
            instant=until,
        )
    )
