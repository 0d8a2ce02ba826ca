"""What it costs to hand in a return: whoever sends it, whoever looks at the figures meanwhile, and the server.

`make bench` runs it; `-s` shows the figures, with the load of the machine beside them.
"""

import asyncio
import os
import statistics
import time
from collections.abc import Callable, Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AsyncExitStack, contextmanager
from threading import Event, Thread
from typing import Any, TypeVar

import pytest
from playwright.sync_api import Browser, Page, expect

from domain.person import Role
from tests.benchmarks.heavy_return import HeavyMinistry, a_heavy_ministry, with_many_rows
from tests.benchmarks.sender import Sender, address_of_returns
from tests.benchmarks.server_process import ServerProcess
from tests.benchmarks.test_bench_sign_in import clicked
from tests.benchmarks.test_bench_viewers import SECONDS_UNTIL_FORGOTTEN, opened, troubles
from tests.benchmarks.viewer import Answer
from tests.browser.application import Application
from tests.browser.visitors import signed_in
from tests.browser.watching import opened as opened_in_browser
from tests.browser.watching import settled
from workbooks.reading import Upload

RUNS, WARMING = 9, 2
PAINTED_MILLISECONDS, MANY_ROWS_MILLISECONDS = 1_500, 5_000
VIEWERS, AT_ONCE, SECONDS, TIMES_IDLE = 5, 20, 30.0, 2.0
UPLOADS, TOGETHER, MEBIBYTES_MORE = 50, 5, 60
# Milliseconds since the file was chosen until all that is said of it was painted.
WATCH = """() => {
    window.told = { begun: null, painted: null }
    const field = document.querySelector("input[type=file]")
    field.addEventListener("change", () => { window.told.begun = performance.now() }, { once: true, capture: true })
    const app = document.querySelector("[data-testid=stApp]")
    const look = () => {
        const said = document.querySelector(".st-key-handed_in_0")
        if (window.told.begun !== null && said && app.dataset.testScriptState === "notRunning")
            requestAnimationFrame(() => setTimeout(() => { window.told.painted ??= performance.now() - window.told.begun }))
    }
    new MutationObserver(look).observe(app, { subtree: true, childList: true, attributes: true })
}"""
T = TypeVar("T")
StartApp = Callable[..., Application]


@pytest.fixture(scope="module")
def heavy(tmp_path_factory: pytest.TempPathFactory) -> HeavyMinistry:
    """The ministry with the heaviest return."""
    return a_heavy_ministry(tmp_path_factory.mktemp("heavy") / "data")


@pytest.fixture
def application(heavy: HeavyMinistry, start_app: StartApp) -> Application:
    """The application with it."""
    return start_app(heavy.folder, DASHBOARD_SOCKETS_OF_ONE="1000")


def test_what_is_said_of_a_file_is_painted_soon(
    browser: Browser, application: Application, heavy: HeavyMinistry
) -> None:
    with opened_in_browser(browser, application, role=Role.DEPARTMENT_HEAD) as page:
        times = [painted(page, heavy, heavy.upload) for _ in range(RUNS + WARMING)][WARMING:]
    report(f"40 KPIs × 77 provinces, {len(heavy.upload.content) / 1024:.0f} KiB", times)
    assert statistics.median(times) <= PAINTED_MILLISECONDS


def test_what_is_said_of_a_file_of_many_rows_is_painted_in_time(
    browser: Browser, application: Application, heavy: HeavyMinistry
) -> None:
    upload = with_many_rows(heavy.upload)
    with opened_in_browser(browser, application, role=Role.DEPARTMENT_HEAD) as page:
        times = [painted(page, heavy, upload) for _ in range(5)]
        said = page.locator(".st-key-handed_in_0").inner_text().splitlines()
    report(f"20,000 rows, {len(upload.content) / 1024:.0f} KiB; said: {' / '.join(said[:4])[:200]}", times)
    assert statistics.median(times) <= MANY_ROWS_MILLISECONDS


def painted(page: Page, heavy: HeavyMinistry, upload: Upload) -> float:
    """Milliseconds from choosing a file until all that the page says of it was painted."""
    page.goto(address_of_returns(heavy.shown_year))
    settled(page)
    expect(page.locator("input[type=file]").first).to_be_attached()
    page.evaluate(WATCH)
    file = {"name": upload.name, "mimeType": "application/octet-stream", "buffer": upload.content}
    page.locator("input[type=file]").first.set_input_files(file)  # type: ignore[arg-type]
    expect(page.locator(".st-key-handed_in_0")).to_be_visible(timeout=60_000)
    settled(page)
    page.wait_for_timeout(200)
    return float(page.evaluate("window.told.painted"))


def test_viewers_feel_little_of_uploads(application: Application, heavy: HeavyMinistry) -> None:
    """Twenty people hand in again and again, all at once, while others look at the figures."""
    idle, meanwhile, answers = apart(watched(application, heavy))
    taken = [1000 * answer.seconds for answer in answers]
    report("a viewer's click, idle", idle)
    report(f"a viewer's click during {AT_ONCE} uploads at once", meanwhile)
    report(f"an upload of {AT_ONCE} at once", taken)
    assert troubles(answers) == []
    assert _p95(meanwhile) <= TIMES_IDLE * _p95(idle)


async def watched(
    application: Application, heavy: HeavyMinistry
) -> tuple[list[float], list[float], list[Answer]]:
    """Milliseconds of clicks in peace and of those during uploads, and what was said to the uploads."""
    async with AsyncExitStack() as stack:
        viewers = await opened(stack, application, heavy.plan, range(VIEWERS))
        senders = await senders_of(stack, application, heavy, AT_ONCE)
        await clicked(viewers, time.perf_counter() + SECONDS / 3)
        idle = await clicked(viewers, time.perf_counter() + SECONDS)
        until = time.perf_counter() + SECONDS
        sending = asyncio.gather(*(keeps_sending(sender, heavy.upload, until) for sender in senders))
        meanwhile = await clicked(viewers, until)
        sent = await sending
    return idle, meanwhile, [answer for own in sent for answer in own]


async def keeps_sending(sender: Sender, upload: Upload, until: float) -> list[Answer]:
    """Hand the same in, one time after another."""
    answers: list[Answer] = []
    while time.perf_counter() < until:
        answers.append(await sender.send(another(upload)))
    return answers


def another(upload: Upload) -> Upload:
    """The same return in a file of another name: the page has not seen it yet."""
    return Upload(name=f"{time.perf_counter_ns()}.xlsx", content=upload.content)


async def senders_of(
    stack: AsyncExitStack, application: Application, heavy: HeavyMinistry, number: int
) -> list[Sender]:
    """Heads of department whose pages of returns are open."""
    senders = [
        Sender(application.url, token=signed_in(application, Role.DEPARTMENT_HEAD), year=heavy.shown_year)
        for _ in range(number)
    ]
    for sender in senders:
        await stack.enter_async_context(sender)
    return senders


def test_what_uploads_take_of_the_memory_comes_back(application: Application, heavy: HeavyMinistry) -> None:
    process = ServerProcess.of(application)
    with watching_children(process) as peaks:
        measured, answers = apart(remembered(application, heavy, process))
    warm, after, left = measured
    print(  # noqa: T201
        f"memory: warm {warm:.0f} MiB, after {UPLOADS} uploads {after:.0f} MiB, {SECONDS_UNTIL_FORGOTTEN:.0f} s after "
        f"their senders left {left:.0f} MiB; a reading child's peak {max(peaks):.0f} MiB; {load()}"
    )
    assert troubles(answers) == []
    assert left - warm <= MEBIBYTES_MORE


async def remembered(
    application: Application, heavy: HeavyMinistry, process: ServerProcess
) -> tuple[tuple[float, float, float], list[Answer]]:
    """The server's memory in MiB when a few files were read, after all of them, and when their senders are forgotten."""
    answers: list[Answer] = []
    async with AsyncExitStack() as stack:
        (warming,) = await senders_of(stack, application, heavy, 1)
        answers += [await warming.send(another(heavy.upload)) for _ in range(3)]
        warm = process.mebibytes()
        async with AsyncExitStack() as others:
            senders = await senders_of(others, application, heavy, TOGETHER)
            for _ in range(UPLOADS // TOGETHER):
                answers += await asyncio.gather(*(s.send(another(heavy.upload)) for s in senders))
            after = process.mebibytes()
        await asyncio.sleep(SECONDS_UNTIL_FORGOTTEN)
        await senders_of(stack, application, heavy, 1)  # Streamlit forgets when it next looks
        await asyncio.sleep(5)
        return (warm, after, process.mebibytes()), answers


@contextmanager
def watching_children(process: ServerProcess) -> Iterator[list[float]]:
    """The peaks of memory, in MiB, of the processes that read workbooks, as long as this lasts."""
    peaks, over = [0.0], Event()

    def watch() -> None:
        while not over.wait(0.02):
            peaks.extend(process.peaks_of_children("child.py"))

    watcher = Thread(target=watch)
    watcher.start()
    try:
        yield peaks
    finally:
        over.set()
        watcher.join()


def apart(work: Coroutine[Any, Any, T]) -> T:
    """What comes of some work in a thread of its own: the browser's own loop runs in this one."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, work).result()


def report(what: str, times: list[float]) -> None:
    """Print what was measured."""
    print(  # noqa: T201
        f"{what}: p50 {statistics.median(times):.0f} ms, p95 {_p95(times):.0f} ms of {len(times)}; {load()}"
    )


def load() -> str:
    """How busy the machine is with all that runs on it."""
    return f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"


def _p95(times: list[float]) -> float:
    return statistics.quantiles(times, n=20)[-1]
