"""What overview, strategy and KPI cost the server at 554,400 observations and at ten times that.

`make bench` runs it; `-s` shows the figures. A run is the whole script of a session, from the address to the last
element. Cold: nothing is kept in memory but the open connection; warm: the moment was looked at before.
"""

import random
import statistics
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data_access.database import Database
from tests.benchmarks.large import fill, large_plan, multiply
from tests.journeys.insiders import come_in
from tests.people import ROOT
from tests.postgres import Server
from ui.house import close_house, forget_views, open_house
from use_cases.boards import load_boards
from use_cases.moment import Moment
from use_cases.start_up import prepare_database
from use_cases.view_overview import view_overview

CHANGES = 30
COLD_MILLISECONDS, WARM_MILLISECONDS, OLD_MILLISECONDS = 150, 40, 1_000
OBSERVATIONS = 554_400
PLAN = large_plan()
SCRIPT = str(Path(__file__).parents[2] / "ui" / "app.py")


@pytest.fixture(scope="module")
def sqlite_large(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Database]]:
    url = f"sqlite:///{tmp_path_factory.mktemp('large') / 'dashboard.db'}"
    database = prepare_database(url)
    assert fill(database, PLAN) == OBSERVATIONS
    yield url, database
    database.close()


def test_screens_on_sqlite(sqlite_large: tuple[str, Database], monkeypatch: pytest.MonkeyPatch) -> None:
    url, database = sqlite_large
    measure_old(database, "SQLite, 554,400")
    measure(url, "SQLite, 554,400", monkeypatch)


def test_screens_on_sqlite_with_ten_times_as_much(
    sqlite_large: tuple[str, Database], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Runs after the one above: it makes the same database larger."""
    url, database = sqlite_large
    multiply(database)
    measure_old(database, "SQLite, 5,544,000")
    measure(url, "SQLite, 5,544,000", monkeypatch)


def test_screens_on_postgresql(postgres_server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    with postgres_server.new_database() as name:
        url = postgres_server.url(name)
        database = prepare_database(url)
        assert fill(database, PLAN) == OBSERVATIONS
        measure_old(database, "PostgreSQL, 554,400")
        measure(url, "PostgreSQL, 554,400", monkeypatch)
        database.close()
        close_house()


def measure(url: str, title: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Print p50 and p95 of every screen, cold and warm, over 30 changes of scope; hold the medians to what is wanted."""
    monkeypatch.setenv("DATABASE_URL", url)
    come_in(monkeypatch)
    dice, medians = random.Random(7), {}  # noqa: S311 - which screens are opened is no secret
    for screen in ("overview", "strategy", "kpi"):
        moments = [parameters(screen, dice) for _ in range(CHANGES)]
        reader = opened(screen, moments[0])
        cold = [run(reader, moment, cold=True) for moment in moments]
        forget_views()
        for moment in moments:
            run(reader, moment, cold=False)
        warm = [run(reader, moment, cold=False) for moment in moments]
        print(f"{title}, {screen}: cold {said(cold)}; warm {said(warm)}")  # noqa: T201
        medians[screen] = statistics.median(cold), statistics.median(warm)
    for cold_median, warm_median in medians.values():
        assert cold_median <= COLD_MILLISECONDS
        assert warm_median <= WARM_MILLISECONDS


def measure_old(database: Database, title: str) -> None:
    """An overview as of an earlier instant, nothing kept."""
    taken = []
    for year in range(PLAN.first_year + 1, PLAN.last_year + 1):
        as_of = load_boards(database, ROOT, Moment(year=year, month=12)).version.published_at.replace(
            year=year
        )
        begun = time.perf_counter()
        view_overview(database, load_boards(database, ROOT, Moment(year=year, month=6, as_of=as_of)))
        taken.append(1000 * (time.perf_counter() - begun))
    print(f"{title}, overview as of an earlier instant: {max(taken):.0f} ms at most")  # noqa: T201
    assert max(taken) <= OLD_MILLISECONDS


def parameters(screen: str, dice: random.Random) -> dict[str, str]:
    year = dice.randint(PLAN.first_year, PLAN.last_year)
    moment = {"year": str(PLAN.calendar.shown_year(year)), "period": f"M{dice.randint(1, 12)}", "lang": "th"}
    codes = {"strategy": [s.code for s in PLAN.strategies], "kpi": [k.code for k in PLAN.kpis]}.get(screen)
    return {**moment, screen: dice.choice(codes)} if codes else moment


def opened(screen: str, moment: dict[str, str]) -> AppTest:
    """A session on a screen."""
    reader = AppTest.from_file(SCRIPT, default_timeout=120)
    reader.query_params.update(moment)
    reader.run()
    return reader.switch_page(str(Path(SCRIPT).parents[1] / "pages" / f"{screen}.py"))


def run(reader: AppTest, moment: dict[str, str], *, cold: bool) -> float:
    """Milliseconds of one run after a change of scope."""
    if cold:
        forget_views()
        open_house().database.shelf.clear()
    reader.query_params.clear()
    reader.query_params.update(moment)
    begun = time.perf_counter()
    reader.run()
    taken = 1000 * (time.perf_counter() - begun)
    assert not reader.error
    return taken


def said(values: list[float]) -> str:
    return f"p50 {statistics.median(values):.0f} ms, p95 {statistics.quantiles(values, n=20)[-1]:.0f} ms"
