"""What overview, strategy and KPI cost the server at 554,400 observations and at ten times that.

`make bench` runs it; `-s` shows the figures. BENCH_DATABASE_URL runs it on a PostgreSQL of your own as well.
"""

import os
import random
import statistics
import time
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from domain.plan import Plan
from tests.benchmarks.large import fill, large_plan
from use_cases.start_up import prepare_database

CHANGES = 30
COLD_MILLISECONDS, WARM_MILLISECONDS = 150, 40
SCREENS = ("overview", "strategy", "kpi")
OBSERVATIONS = 554_400


@pytest.fixture(scope="module")
def plan() -> Plan:
    return large_plan()


@pytest.fixture(scope="module")
def sqlite_folder(tmp_path_factory: pytest.TempPathFactory, plan: Plan) -> Path:
    folder = tmp_path_factory.mktemp("large")
    database = prepare_database(f"sqlite:///{folder / 'dashboard.db'}")
    assert fill(database, plan) == OBSERVATIONS
    database.close()
    return folder


def measured(url: str, plan: Plan, title: str) -> None:
    """Print p50 and p95 of every screen, cold and warm, over 30 changes of scope."""
    dice = random.Random(7)  # noqa: S311 - which screens are opened is no secret
    for screen in SCREENS:
        moments = [parameters(screen, plan, dice) for _ in range(CHANGES)]
        cold = [run(url, screen, moment, cold=True) for moment in moments]
        for moment in moments:
            run(url, screen, moment, cold=False)
        warm = [run(url, screen, moment, cold=False) for moment in moments]
        print(f"{title} {screen}: cold {said(cold)}, warm {said(warm)}")  # noqa: T201


def parameters(screen: str, plan: Plan, dice: random.Random) -> dict[str, str]:
    year = dice.randint(plan.first_year, plan.last_year)
    moment = {"year": str(plan.calendar.shown_year(year)), "period": f"M{dice.randint(1, 12)}", "lang": "th"}
    match screen:
        case "strategy":
            return {**moment, "strategy": dice.choice(plan.strategies).code}
        case "kpi":
            return {**moment, "kpi": dice.choice(plan.kpis).code}
        case _:
            return moment


def run(url: str, screen: str, moment: dict[str, str], *, cold: bool) -> float:
    """Milliseconds of one run of the whole script, from the address to the last element."""
    app = AppTest.from_file("ui/app.py", default_timeout=60)
    app.query_params.update(moment)
    app.run()
    app.switch_page(f"../pages/{screen}.py")
    app.query_params.update(moment)
    if cold:
        st.cache_resource.clear()
    os.environ["DATABASE_URL"] = url
    begun = time.perf_counter()
    app.run()
    taken = 1000 * (time.perf_counter() - begun)
    assert not app.exception
    return taken


def said(values: list[float]) -> str:
    ranked = statistics.quantiles(values, n=20)
    return f"p50 {statistics.median(values):.0f} ms, p95 {ranked[-1]:.0f} ms"
