"""The pages run under a strict Content-Security-Policy: nothing in them is inline, evaluated or from elsewhere."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.application import ROOT, Application, serving
from tests.browser.watching import opened, settled
from tests.sample import copied

POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
    "font-src 'self' data:; connect-src 'self'; object-src 'none'; base-uri 'self'; frame-ancestors 'none'"
)
# Streamlit's protobuf looks once whether it may use WebAssembly for 64-bit numbers, and does without where it may not.
HARMLESS = [["script-src", "wasm-eval"]]
WATCH = """window.forbidden = []
document.addEventListener("securitypolicyviolation", event => {
    window.forbidden.push([event.effectiveDirective, event.blockedURI])
})"""
DOOR = """

class Door:
    def __init__(self, app):
        self._app = app

    async def __call__(self, scope, receive, send):
        async def sent(message):
            if message["type"] == "http.response.start":
                message["headers"] = [*message["headers"], (b"content-security-policy", POLICY)]
            await send(message)

        await self._app(scope, receive, sent)


"""
NOT_COPIED = shutil.ignore_patterns(".*cache*", ".git", ".venv", "__pycache__", "data", "docs", "tests")


@pytest.fixture(scope="module")
def guarded(sample_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Application]:
    """The application behind a door that adds the policy to every answer."""
    root = tmp_path_factory.mktemp("guarded")
    shutil.copytree(ROOT, root, ignore=NOT_COPIED, dirs_exist_ok=True)
    front = (root / "dashboard.py").read_text(encoding="utf-8")
    before, after = front.split("app = st.App(")
    assert "middleware=[" in after
    door = f"POLICY = {POLICY.encode()!r}\n{DOOR}"
    guarded = (
        before + door + "app = st.App(" + after.replace("middleware=[", "middleware=[Middleware(Door), ", 1)
    )
    (root / "dashboard.py").write_text(guarded, encoding="utf-8")
    with serving(copied(sample_folder, tmp_path_factory.mktemp("policy") / "data"), root=root) as application:
        yield application


@pytest.fixture
def visitor(browser: Browser, guarded: Application) -> Iterator[Page]:
    """A page under the policy, which remembers what was forbidden."""
    with opened(browser, guarded) as page:
        page.add_init_script(WATCH)
        yield page


def forbidden(page: Page) -> list[list[str]]:
    """The directive and the address of everything that the policy has kept from the page."""
    kept: list[list[str]] = page.evaluate("window.forbidden")
    return [one for one in kept if one not in HARMLESS]


@pytest.mark.parametrize("address", ["/", "/strategy?strategy=S3", "/kpi?kpi=K110&region=R6N", "/region"])
def test_a_page_opens_under_the_policy(visitor: Page, address: str) -> None:
    answer = visitor.goto(address)
    assert answer is not None
    assert answer.headers["content-security-policy"] == POLICY
    expect(settled(visitor).locator("h1.title")).to_be_visible()
    assert forbidden(visitor) == []


def plant_a_handler(browser: Browser, guarded: Application) -> None:
    """A visit on which a handler is written into the page itself."""
    with opened(browser, guarded) as page:
        page.add_init_script(WATCH)
        page.goto("/")
        settled(page).evaluate("""() => {
            document.body.appendChild(document.createElement("p")).setAttribute("onclick", "window.pressed = true")
            document.body.lastElementChild.click()
        }""")
        assert forbidden(page) == [["script-src-attr", "inline"]]


def test_a_handler_in_the_page_itself_would_be_told_by_the_page_and_by_its_console(
    browser: Browser, guarded: Application
) -> None:
    with pytest.raises(AssertionError, match="Content Security Policy directive 'script-src 'self''"):
        plant_a_handler(browser, guarded)
