"""Who is in front of the screen: nobody else's screen is shown to him, and none at all when he is not in."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from access import bindings
from access.house_database import house_database
from access.session_cookie import OPEN
from domain.person import Role
from tests.journeys.insiders import come_in
from tests.journeys.reader import is_well, opened, read, refusal_on
from ui.session import caller
from use_cases.sessions import close_session

OUT = "โปรดเข้าสู่ระบบอีกครั้ง"


def way_in(app: AppTest) -> str:
    """The link to the door, as it stands on the page."""
    [found] = [block.value for block in app.html if "sign-in" in block.value]
    return str(found)


@pytest.mark.parametrize("cookies", [{}, {OPEN: ""}, {OPEN: "made-up"}])
def test_who_is_not_in_sees_nothing_but_the_way_in(
    ministry: Path, monkeypatch: pytest.MonkeyPatch, cookies: dict[str, str]
) -> None:
    monkeypatch.setattr("ui.session.cookies", lambda: cookies)
    app = opened("kpi", kpi="K110", lang="th")
    assert OUT in refusal_on(app)
    assert 'href="./sign-in?next=%2F%3Flang%3Dth%26kpi%3DK110&amp;lang=th"' in way_in(app)
    assert "K110" not in read(app).replace("%3DK110", "")
    assert not app.get("bidi_component")


def test_a_screen_belongs_to_who_opened_it(ministry: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = opened()
    assert is_well(app)
    mine = bindings._bindings._owners.copy()
    come_in(monkeypatch, Role.AUDITOR)
    bindings._bindings._owners.update(mine)
    assert OUT in refusal_on(app.run())


def test_a_screen_ends_with_its_session(own_ministry: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    come_in(monkeypatch, Role.PLANNING_OFFICE)
    app = opened()
    assert is_well(app)
    close_session(house_database(), caller().token_hash)
    assert OUT in refusal_on(app.run())


def test_the_head_says_who_is_in_and_offers_the_way_out(ministry: Path) -> None:
    app = opened(lang="en")
    assert "Name of test-executive" in read(app)
    [head] = [block.value for block in app.html if 'class="head"' in block.value]
    assert '<form class="who" method="post" action="./sign-out">' in head
    assert "<button>Sign out</button>" in head
    assert '<form class="who" method="get" action="./password">' in head
