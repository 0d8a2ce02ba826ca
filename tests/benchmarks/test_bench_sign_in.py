"""How fast people come in, and what those feel who are in already. Run by `make bench`; -s shows the figures."""

import asyncio
import itertools
import statistics
import time
from collections.abc import Callable
from contextlib import AsyncExitStack
from pathlib import Path

import httpx2
import pytest

from data_access.database import open_database
from domain.person import Role
from tests.benchmarks.test_bench_viewers import keeps_changing, opened, troubles
from tests.benchmarks.viewer import Answer, Viewer
from tests.browser.application import Application
from tests.people import a_grant, somebody
from tests.sample import copied
from use_cases.passwords import hash_password
from use_cases.start_up import prepare_database
from use_cases.view_start import view_start

PASSWORD = "ช้างสามเศียร 2563"
ACCOUNTS, AT_ONCE, ALONE = 40, 8, 30
VIEWERS, SECONDS = 10, 30.0
MILLISECONDS_OF_ONE, SIGN_INS_A_SECOND, CLICK_P95_MILLISECONDS = 250, 5, 500


@pytest.fixture
def application(sample_folder: Path, tmp_path: Path, start_app: Callable[..., Application]) -> Application:
    """The sample ministry with people who have passwords."""
    folder = copied(sample_folder, tmp_path / "sample")
    application = start_app(folder)
    database, password_hash = open_database(application.database_url), hash_password(PASSWORD)
    for number in range(ACCOUNTS):
        login = f"person-{number}"
        somebody(database, a_grant(Role.EXECUTIVE), login=login, password_hash=password_hash)
    database.close()
    return application


def test_people_come_in_while_others_go_on_clicking(application: Application) -> None:
    alone, quiet, crowd, disturbed = asyncio.run(measured(application))
    rate = len(crowd) / SECONDS
    print(  # noqa: T201
        f"one sign-in alone: p50 {statistics.median(alone):.0f} ms, p95 {_p95(alone):.0f} ms; "
        f"{AT_ONCE} at once: {rate:.1f} a second, p50 {statistics.median(crowd):.0f} ms, p95 {_p95(crowd):.0f} ms; "
        f"{VIEWERS} viewers' clicks: p95 {_p95(quiet):.0f} ms, meanwhile {_p95(disturbed):.0f} ms"
    )
    assert statistics.median(alone) <= MILLISECONDS_OF_ONE
    assert rate >= SIGN_INS_A_SECOND
    assert _p95(disturbed) <= CLICK_P95_MILLISECONDS


async def measured(application: Application) -> tuple[list[float], list[float], list[float], list[float]]:
    """Milliseconds of sign-ins alone, of clicks in peace, of sign-ins at once, and of clicks meanwhile."""
    database = prepare_database(application.database_url)
    version = view_start(database).version
    database.close()
    assert version is not None
    async with AsyncExitStack() as stack:
        logins = itertools.cycle(f"person-{number}" for number in range(ACCOUNTS))
        client = await stack.enter_async_context(httpx2.AsyncClient(base_url=application.url, timeout=60))
        alone = [await signed_in_after(client, next(logins)) for _ in range(ALONE)]
        viewers = await opened(stack, application, version.plan, range(VIEWERS))
        quiet = await clicked(viewers, time.perf_counter() + SECONDS)
        until = time.perf_counter() + SECONDS
        disturbed, *crowds = await asyncio.gather(
            clicked(viewers, until), *(keeps_coming(client, logins, until) for _ in range(AT_ONCE))
        )
    return alone, quiet, [taken for crowd in crowds for taken in crowd], disturbed


async def clicked(viewers: list[Viewer], until: float) -> list[float]:
    """Milliseconds of the answers to viewers who go on changing things."""
    own: list[list[Answer]] = await asyncio.gather(
        *(keeps_changing(viewer, n, until) for n, viewer in enumerate(viewers))
    )
    answers = [answer for some in own for answer in some]
    assert troubles(answers) == []
    return [1000 * answer.seconds for answer in answers]


async def keeps_coming(
    client: httpx2.AsyncClient, logins: "itertools.cycle[str]", until: float
) -> list[float]:
    """Milliseconds of sign-ins, one after another."""
    taken: list[float] = []
    while time.perf_counter() < until:
        taken.append(await signed_in_after(client, next(logins)))
    return taken


async def signed_in_after(client: httpx2.AsyncClient, login: str) -> float:
    """Milliseconds until somebody is in."""
    begun = time.perf_counter()
    form = {"login": login, "password": PASSWORD}
    client.cookies.clear()
    answer = await client.post("/sign-in", data=form, headers={"Origin": str(client.base_url).rstrip("/")})
    assert answer.status_code == 303, answer.text
    return 1000 * (time.perf_counter() - begun)


def _p95(times: list[float]) -> float:
    return statistics.quantiles(times, n=20)[-1]
