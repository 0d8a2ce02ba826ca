"""The one handler of failures: a sentence for the reader, a reference number where the fault is ours."""

import logging
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from html import escape

import streamlit as st

from access.origins import safe_address, with_next
from access.sign_in_page import SIGN_IN
from domain.failures import Refusal
from house_style.wording import Wording
from ui.address import Address
from ui.literal import literal
from ui.navigation import ENTRANCE, TITLES, anchor, href
from use_cases.authority import SignedOut
from use_cases.moment import NoPlan

log = logging.getLogger(__name__)


@contextmanager
def handled(words: Wording, *, first_page: str = "") -> Iterator[None]:
    """Whatever goes wrong inside is said to the reader; never a traceback, a path or a query.

    A refusal offers the way to the reader's first page, where he has one, at no moment: it may be what was refused.
    """
    try:
        yield
    except SignedOut as ended:
        show_way_in(words, ended)
    except NoPlan as nothing:
        show_first_steps(words, nothing)
    except Refusal as refusal:
        st.warning(literal(words.refusal(refusal)))
        if first_page:
            label = words.say("To the overview") if first_page == ENTRANCE else words.say(TITLES[first_page])
            st.html(anchor(ENTRANCE, Address(lang=words.language.value), label=label))
    except Exception:  # noqa: BLE001 - whatever it is, the reader gets a number and the log the rest
        show_fault(words)


def show_way_in(words: Wording, ended: SignedOut) -> None:
    """For whom nobody knows any more: the way to the door, from where he comes back to this very screen."""
    here = Address.of(st.query_params.to_dict())
    where = with_next(SIGN_IN, safe_address(href(ENTRANCE, here).removeprefix(".")), words.language)
    st.warning(literal(words.refusal(ended)))
    st.html(f'<a href="{escape(f".{where}", quote=True)}">{escape(words.say("Sign in"))}</a>')


def show_fault(words: Wording) -> None:
    """A fault of ours: its number on the screen, the rest in the log."""
    show_reference(words, log_fault())


def log_fault() -> str:
    """Tell the log of the exception that is being handled; the number under which it stands there."""
    number = secrets.token_hex(4).upper()
    log.exception("fault %s", number)  # noqa: LOG004 - called while the exception is handled
    return number


def show_obstacle(words: Wording, refusal: Refusal | None, reference: str) -> None:
    """Why the dashboard cannot start: a sentence where there is one, else the fault's number."""
    if refusal is not None:
        st.error(literal(words.refusal(refusal)))
    else:
        show_reference(words, reference)


def show_reference(words: Wording, number: str) -> None:
    """What a reader needs to know of a fault that the log describes."""
    st.error(
        words.say(
            "Something went wrong on our side. Please try again; if it stays, tell the administrator "
            "the reference number {number}.",
            number=number,
        )
    )


def show_first_steps(words: Wording, nothing: NoPlan) -> None:
    """An empty database is not an error: what to do first."""
    st.header(words.say("Nothing is loaded yet"))
    st.write(words.refusal(nothing))
    st.code("python manage.py blank-plan\npython manage.py import-plan plan.xlsx", language="bash")
