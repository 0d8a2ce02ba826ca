"""What one server process bears: viewers who go on changing things, who all click at once, and what they leave behind.

`make bench` runs it; `-s` shows the figures. The viewers speak the browser's protocol (viewer.py), so what a browser
needs for painting is not in here. BENCH_DATA names a data folder of the large database, as in test_bench_clicks.
"""

import asyncio
import os
import random
import statistics
import time
from collections.abc import Callable, Sequence
from contextlib import AsyncExitStack
from pathlib import Path

import pytest

from domain.plan import Plan
from tests.benchmarks.large import fill, large_plan
from tests.benchmarks.server_process import ServerProcess
from tests.benchmarks.viewer import Answer, Viewer, places_of
from tests.browser.application import Application
from tests.browser.visitors import signed_in
from tests.sample import copied
from use_cases.start_up import prepare_database
from use_cases.view_start import view_start

VIEWERS, SECONDS, SECONDS_BETWEEN = 30, 60.0, 2.0
P50_MILLISECONDS, P95_MILLISECONDS = 150, 500
AT_ONCE, ROUNDS, ALL_ANSWERED_SECONDS = 50, 5, 1.5
WARM_CHANGES, CHANGES_EACH, MEBIBYTES_EACH = 200, 6, 2.0
GROUPS = (50, 50)
TOGETHER = 10
SECONDS_UNTIL_FORGOTTEN = (
    190.0  # Streamlit keeps who has left for two minutes; garbage is collected every minute
)
StartApp = Callable[..., Application]


@pytest.fixture(params=["the sample ministry", "554,400 observations"])
def ministry(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[str, Path, Plan]:
    """A data folder with its title and its plan: the sample ministry, and the large one."""
    title: str = request.param
    given = os.environ.get("BENCH_DATA")
    folder = tmp_path / "ministry"
    if title == "the sample ministry":
        copied(request.getfixturevalue("sample_folder"), folder)
    elif given:
        folder = Path(given)
    folder.mkdir(exist_ok=True)
    database = prepare_database(f"sqlite:///{folder / 'dashboard.db'}")
    version = view_start(database).version
    if version is None:
        fill(database, large_plan())
        version = view_start(database).version
    database.close()
    assert version is not None
    return title, folder, version.plan


def test_viewers_who_go_on_changing_things_have_their_answers_soon(
    ministry: tuple[str, Path, Plan], start_app: StartApp
) -> None:
    title, folder, plan = ministry
    application = start_app(folder, DASHBOARD_SOCKETS_OF_ONE="1000")
    openings, answers, spent = asyncio.run(watched(application, plan))
    taken = [1000 * answer.seconds for answer in answers]
    p50, p95 = statistics.median(taken), statistics.quantiles(taken, n=20)[-1]
    print(  # noqa: T201
        f"{title}, {VIEWERS} viewers: p50 {p50:.0f} ms, p95 {p95:.0f} ms, {len(answers)} answers of "
        f"{statistics.mean(answer.size for answer in answers) / 1024:.0f} KiB; "
        f"the server's processor {1000 * spent / len(answers):.0f} ms an answer, "
        f"{100 * spent / SECONDS:.0f} % of one; the slowest opening {max(o.seconds for o in openings):.1f} s"
    )
    assert troubles([*openings, *answers]) == []
    assert "Traceback" not in application.said()
    assert p50 <= P50_MILLISECONDS
    assert p95 <= P95_MILLISECONDS


def test_viewers_who_click_at_the_same_instant_all_have_their_answers_soon(
    ministry: tuple[str, Path, Plan], start_app: StartApp
) -> None:
    title, folder, plan = ministry
    rounds, answers = asyncio.run(clicked_at_once(start_app(folder, DASHBOARD_SOCKETS_OF_ONE="1000"), plan))
    said = ", ".join(f"{seconds:.2f}" for seconds in rounds)
    print(f"{title}, {AT_ONCE} clicks at once: the last answer after {said} s")  # noqa: T201
    assert troubles(answers) == []
    assert statistics.median(rounds) <= ALL_ANSWERED_SECONDS


def test_a_viewer_takes_little_of_the_servers_memory(
    ministry: tuple[str, Path, Plan], start_app: StartApp
) -> None:
    title, folder, plan = ministry
    application = start_app(folder, DASHBOARD_SOCKETS_OF_ONE="1000")
    measured, answers = asyncio.run(remembered(application, plan))
    warm, *grown, left, forgotten = measured
    each = [(size - warm) / sum(GROUPS[: n + 1]) for n, size in enumerate(grown)]
    print(  # noqa: T201
        f"{title}, memory: warm {warm:.0f} MiB; "
        + "; ".join(
            f"{sum(GROUPS[: n + 1])} viewers more {size:.0f} MiB ({each[n]:.2f} each)"
            for n, size in enumerate(grown)
        )
        + f"; they left {left:.0f} MiB, {SECONDS_UNTIL_FORGOTTEN:.0f} s later {forgotten:.0f} MiB"
    )
    assert troubles(answers) == []
    assert max(each) <= MEBIBYTES_EACH


async def watched(application: Application, plan: Plan) -> tuple[list[Answer], list[Answer], float]:
    """Viewers who change something every two seconds or so: openings, answers, the server's processor seconds."""
    process = ServerProcess.of(application)
    async with AsyncExitStack() as stack:
        viewers = await opened(stack, application, plan, range(VIEWERS))
        begun = process.processor_seconds()
        until = time.perf_counter() + SECONDS
        answers = await asyncio.gather(
            *(keeps_changing(viewer, n, until) for n, viewer in enumerate(viewers))
        )
        spent = process.processor_seconds() - begun
    return [viewer.opening for viewer in viewers], [answer for own in answers for answer in own], spent


async def keeps_changing(viewer: Viewer, seed: int, until: float) -> list[Answer]:
    """Change something, look at it, change something: from change to change half to one and a half of the time."""
    dice = random.Random(seed)  # noqa: S311 - how long somebody looks is no secret
    answers: list[Answer] = []
    due = time.perf_counter() + dice.uniform(0, SECONDS_BETWEEN)
    while due < until:
        await asyncio.sleep(due - time.perf_counter())
        answers.append(await viewer.change())
        due = max(due + SECONDS_BETWEEN * dice.uniform(0.5, 1.5), time.perf_counter())
    return answers


async def clicked_at_once(application: Application, plan: Plan) -> tuple[list[float], list[Answer]]:
    """Some rounds in which all click at the same instant: seconds until the last has its answer, and the answers."""
    async with AsyncExitStack() as stack:
        viewers = await opened(stack, application, plan, range(AT_ONCE))
        rounds: list[float] = []
        answers = [viewer.opening for viewer in viewers]
        for _ in range(ROUNDS):
            begun = time.perf_counter()
            answers += await asyncio.gather(*(viewer.change() for viewer in viewers))
            rounds.append(time.perf_counter() - begun)
            await asyncio.sleep(SECONDS_BETWEEN)
    return rounds, answers


async def remembered(application: Application, plan: Plan) -> tuple[list[float], list[Answer]]:
    """The server's memory in MiB: warm, after every group of viewers, when they left, when they are forgotten.

    The first viewer looks at so much that what all sessions share is there before the others come.
    """
    process, measured, answers = ServerProcess.of(application), [], []
    async with AsyncExitStack() as first:
        (warming,) = await opened(first, application, plan, [0])
        answers += [await warming.change() for _ in range(WARM_CHANGES)]
        measured.append(process.mebibytes())
        async with AsyncExitStack() as others:
            for group in GROUPS:
                seeds = range(len(answers), len(answers) + group)
                viewers = await opened(others, application, plan, seeds)
                for _ in range(CHANGES_EACH):
                    answers += [answer for some in _few(viewers) for answer in await changed(some)]
                measured.append(process.mebibytes())
        measured.append(process.mebibytes())
        await asyncio.sleep(SECONDS_UNTIL_FORGOTTEN)
        await opened(first, application, plan, [1])  # Streamlit forgets when it next looks
        measured.append(process.mebibytes())
    return measured, answers


async def opened(
    stack: AsyncExitStack, application: Application, plan: Plan, seeds: Sequence[int]
) -> list[Viewer]:
    """Viewers who open their pages, some together; each has signed in."""
    places = places_of(plan)
    viewers = [Viewer(application.url, places, token=signed_in(application), seed=seed) for seed in seeds]
    for some in _few(viewers):
        await asyncio.gather(*(stack.enter_async_context(viewer) for viewer in some))
    return viewers


async def changed(viewers: Sequence[Viewer]) -> list[Answer]:
    """All of them change something."""
    return await asyncio.gather(*(viewer.change() for viewer in viewers))


def _few(viewers: Sequence[Viewer]) -> list[Sequence[Viewer]]:
    return [viewers[n : n + TOGETHER] for n in range(0, len(viewers), TOGETHER)]


def troubles(answers: Sequence[Answer]) -> list[str]:
    """What was wrong with which answer."""
    return [f"{answer.asked}: {trouble}" for answer in answers for trouble in answer.troubles]
