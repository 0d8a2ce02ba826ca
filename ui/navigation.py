"""Which pages there are, and how one goes from one to another with the whole state in the address."""

from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

import streamlit as st
from streamlit.navigation.page import Page

from domain.text import mark
from house_style.wording import Wording
from ui.address import Address
from ui.literal import literal

FOLDER = Path(__file__).resolve().parent.parent / "pages"
REGISTERED = "pages"
TITLES = {
    "overview": mark("Overview"),
    "strategy": mark("Strategies"),
    "kpi": mark("KPIs"),
    "flagship": mark("Flagship projects"),
    "department": mark("Departments"),
    "region": mark("Regions and provinces"),
}


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


def list_pages(words: Wording) -> dict[str, Page]:
    """The pages by name, the first one as the entrance; remembered for links made in this run."""
    pages = {
        name: st.Page(
            FOLDER / f"{name}.py", title=words.say(title), url_path=name, default=name == "overview"
        )
        for name, title in TITLES.items()
    }
    st.session_state[REGISTERED] = pages
    return pages


def show_link(page: str, label: str, address: Address, *, tip: str | None = None) -> None:
    """A link to a page with an address."""
    st.page_link(
        st.session_state[REGISTERED][page], label=literal(label), query_params=address.parameters(), help=tip
    )


def go(page: str, address: Address) -> NoReturn:
    """Leave for a page with an address."""
    st.switch_page(st.session_state[REGISTERED][page], query_params=address.parameters())
    raise AssertionError("switch_page does not return")
