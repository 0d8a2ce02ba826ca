"""Which pages there are, and how one goes from one to another with the whole state in the address."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from pathlib import Path
from urllib.parse import urlencode

import streamlit as st
from streamlit.navigation.page import Page

from access.own_password import OWN_PASSWORD
from access.sign_in_page import SIGN_OUT
from domain.permission import Action, may_somewhere
from domain.person import Person
from domain.text import Language, mark
from house_style.labels import say_label
from house_style.wording import Wording, wording
from ui.address import Address

FOLDER = Path(__file__).resolve().parent.parent / "pages"
SHOWN = "shown_page"
ENTRANCE = "overview"
# Stands in an address for the code of what will be clicked or picked.
CODE = "{code}"
TITLES = {
    "overview": mark("Overview"),
    "strategy": mark("Strategies"),
    "kpi": mark("KPIs"),
    "flagship": mark("Flagship projects"),
    "department": mark("Departments"),
    "region": mark("Regions and provinces"),
    "returns": mark("Returns"),
    "review": mark("Review"),
    "people": mark("People and roles"),
    "audit": mark("Audit log"),
}
# What somebody has to be allowed so that a page is there for him; most of them show figures.
NEEDED = {
    "returns": Action.READ_RETURNS,
    "review": Action.REVIEW_RETURNS,
    "people": Action.MANAGE_PEOPLE,
    "audit": Action.READ_AUDIT_LOG,
}
# The pages that are of a fiscal year and a period.
OF_A_PERIOD = frozenset({Action.READ_FIGURES, Action.READ_RETURNS, Action.REVIEW_RETURNS})


@dataclass(frozen=True, slots=True, kw_only=True)
class Drill:
    """Where a click leads: to a page, with the clicked code as one of the address's parameters.

    `keep` names parameters of the present address that stay.
    """

    page: str
    parameter: str
    keep: tuple[str, ...] = ()

    def address(self, here: Address, code: str) -> Address:
        """The address behind a click on something with that code."""
        kept = {name: getattr(here, name) for name in self.keep}
        return here.at(**{**kept, self.parameter: code})

    def link(self, here: Address) -> str:
        """The address behind any click, with a place for the clicked code (ui/assets/links.js)."""
        return href(self.page, self.address(here, CODE))


def needed_for(page: str) -> Action:
    """What has to be allowed to whoever opens a page."""
    return NEEDED.get(page, Action.READ_FIGURES)


def list_open_pages(person: Person, today: date) -> list[str]:
    """The pages that are there for somebody, by name; the first is where he comes in. None without a role."""
    return [name for name in TITLES if may_somewhere(person, needed_for(name), today=today)]


def list_pages(words: Wording, names: Sequence[str]) -> list[Page]:
    """The pages of those names. What is not among them does not exist: its address leads to the first one.

    The entrance has no address of its own; where it is another page than usual, that page stands at both addresses.
    """
    pages = [_page(words, name, name) for name in names if name != ENTRANCE]
    return [_page(words, names[0], ENTRANCE, is_entrance=True), *pages]


def _page(words: Wording, name: str, path: str, *, is_entrance: bool = False) -> Page:
    title = words.say(TITLES[name])
    return st.Page(FOLDER / f"{name}.py", title=title, url_path=path, default=is_entrance)


def anchor(
    page: str, address: Address, *, label: str, is_here: bool = False, language: Language | None = None
) -> str:
    """A link to a page as HTML; it is followed without loading the application anew (access/assets/start.js).

    `language` is that of the label, where it is another than the page's.
    """
    current = ' aria-current="page"' if is_here else ""
    spoken = f' lang="{language}"' if language else ""
    where = escape(href(page, address), quote=True)
    return f'<a class="go" href="{where}"{current}{spoken}>{escape(label)}</a>'


def show_pages(words: Wording, address: Address, names: Sequence[str]) -> None:
    """Links to pages, each at its beginning and at the same moment."""
    here = shown_page()
    links = "".join(
        anchor(page, address, label=words.say(TITLES[page]), is_here=page == here) for page in names
    )
    st.html(
        f'<nav class="pages" aria-label="{escape(words.say("Pages"), quote=True)}">{links}</nav>',
        width="content",
    )


def languages(words: Wording, here: Address) -> str:
    """Links to the same screen in every language, each named in itself, as HTML."""
    ways = "".join(
        anchor(
            shown_page(),
            here.but(lang=language.value),
            label=say_label(language, wording(language)),
            is_here=language is words.language,
            language=language,
        )
        for language in Language
    )
    return f'<nav class="languages" aria-label="{escape(words.say("Language"), quote=True)}">{ways}</nav>'


def who(words: Wording, name: str, roles: str) -> str:
    """Who is signed in, as what, his password, and the way out, as HTML: a form, for it ends the session."""
    return (
        f'<form class="who" method="post" action=".{SIGN_OUT}">'
        f"<span><b>{escape(name)}</b> <small>{escape(roles)}</small></span>"
        f'<input type="hidden" name="lang" value="{words.language.value}">'
        f"<button>{escape(words.say('Sign out'))}</button></form>"
        f'<form class="who" method="get" action=".{OWN_PASSWORD}">'
        f'<input type="hidden" name="lang" value="{words.language.value}">'
        f"<button>{escape(words.say('Password'))}</button></form>"
    )


def href(page: str, address: Address) -> str:
    """A page's address as a link in HTML has it, relative to where the application lies."""
    return f"./{'' if page == ENTRANCE else page}?{urlencode(address.parameters(), safe=CODE)}"


def shown_page() -> str:
    """The name of the page that is shown in this run; in a callback, of the run before."""
    name: str = st.session_state[SHOWN]
    return name
