"""Before anybody has a session, an address alone must run nothing."""

import shutil
from pathlib import Path
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import Browser

from tests.browser.application import ROOT, serving
from tests.browser.watching import opened, settled

SENTINEL = 'from pathlib import Path\nPath(__file__).with_name("ran").touch()\n'


NOT_OURS = shutil.ignore_patterns(".*cache*", ".git", ".venv", "__pycache__", "data", "docs", "tests")


@pytest.fixture
def copy_with_a_sentinel(tmp_path: Path) -> Path:
    """The application as it is, with a plain front door and one page that tells that it was run."""
    root = tmp_path / "copy"
    shutil.copytree(ROOT, root, ignore=NOT_OURS)
    (root / "ui" / "app.py").write_text(
        'import streamlit as st\nst.text("the front door")\n', encoding="utf-8"
    )
    (root / "pages").mkdir(exist_ok=True)
    (root / "pages" / "secret.py").write_text(SENTINEL, encoding="utf-8")
    return root


def test_the_first_request_of_a_process_to_a_pages_address_does_not_run_that_page(
    copy_with_a_sentinel: Path, tmp_path: Path
) -> None:
    with (
        serving(tmp_path / "data", root=copy_with_a_sentinel) as application,
        urlopen(Request(f"{application.url}/secret", headers={"Accept": "text/html"}), timeout=10) as answer,
    ):
        assert answer.url == f"{application.url}/sign-in?next=%2Fsecret"
    assert not (copy_with_a_sentinel / "pages" / "ran").exists()


def test_the_first_visitor_who_types_a_pages_address_is_led_to_the_front_door(
    copy_with_a_sentinel: Path, tmp_path: Path, browser: Browser
) -> None:
    with (
        serving(tmp_path / "data", root=copy_with_a_sentinel) as application,
        opened(browser, application) as page,
    ):
        page.goto("/secret")
        settled(page).get_by_text("the front door").wait_for()
    assert not (copy_with_a_sentinel / "pages" / "ran").exists()


def test_the_sentinel_would_tell_if_the_pages_lay_beside_the_script(
    copy_with_a_sentinel: Path, tmp_path: Path, browser: Browser
) -> None:
    """The trap itself: pages/ beside the main script, and the address runs the page past every guard."""
    shutil.move(copy_with_a_sentinel / "pages", copy_with_a_sentinel / "ui" / "pages")
    with (
        serving(tmp_path / "data", root=copy_with_a_sentinel) as application,
        opened(browser, application) as page,
    ):
        page.goto("/secret")
        settled(page)
    assert (copy_with_a_sentinel / "ui" / "pages" / "ran").exists()
