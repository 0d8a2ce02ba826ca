"""The measurements use the browser and the applications of the browser tests."""

from tests.browser.conftest import browser, start_app

__all__ = ["browser", "start_app"]
