"""A browser and a running application for the tests of this folder."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.application import Application, serving
from tests.browser.watching import launched, opened
from tests.sample import copied


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whatever lies in this folder drives a browser: `-m 'not browser'` leaves it out."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for the whole run."""
    with sync_playwright() as playwright:
        started = launched(playwright)
        yield started
        started.close()


@pytest.fixture(scope="session")
def app_server(sample_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Application]:
    """The application with the sample ministry, for tests that only look; every worker has its own."""
    with serving(copied(sample_folder, tmp_path_factory.mktemp("app") / "data")) as application:
        yield application


@pytest.fixture
def start_app(tmp_path: Path) -> Iterator[Callable[..., Application]]:
    """Starts an application of the test's own: start_app(data=folder, DASHBOARD_SAMPLE="1") …"""
    with ExitStack() as running:

        def start(data: Path | None = None, **environment: str) -> Application:
            return running.enter_context(serving(data or tmp_path / "data", environment=environment))

        yield start


@pytest.fixture
def page(browser: Browser, app_server: Application) -> Iterator[Page]:
    """A desktop page of the application with the sample ministry; page.goto("/") opens it."""
    with opened(browser, app_server) as ready:
        yield ready
