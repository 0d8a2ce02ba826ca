"""The list of all KPIs, and of some of them."""

import pytest

from data_access.database import Database
from domain.failures import NotFound
from domain.status import Status
from tests.use_cases.ministry import DSD, DWF, Ministry, a_silent_ministry
from use_cases.view_kpis import KpiList, view_kpis


def codes(found: KpiList) -> list[str]:
    return [row.figure.kpi.code for row in found.rows]


def test_all_kpis_stand_in_the_order_of_the_plan_and_are_counted_by_status(ministry: Ministry) -> None:
    found = view_kpis(ministry.boards())
    assert codes(found) == ["SERVED", "RATE", "LEVEL", "BAND", "JOINT", "STEPS"]
    assert found.every == 6
    assert found.counts == {
        Status.ON_TRACK: 1,
        Status.WATCH: 2,
        Status.AT_RISK: 1,
        Status.CRITICAL: 1,
        Status.NO_DATA: 1,
    }


def test_only_those_of_a_strategy_a_department_and_a_status_are_left(ministry: Ministry) -> None:
    boards = ministry.boards()
    assert codes(view_kpis(boards, strategy="S2")) == ["JOINT", "STEPS"]
    assert codes(view_kpis(boards, department=DSD)) == ["RATE", "JOINT"]
    assert codes(view_kpis(boards, status="watch")) == ["LEVEL", "JOINT"]
    assert codes(view_kpis(boards, strategy="S1", department=DWF, status="watch")) == ["LEVEL"]


def test_the_statuses_are_counted_whichever_of_them_is_looked_at(ministry: Ministry) -> None:
    """DWF owns LEVEL (watch), BAND (critical) and STEPS (not due)."""
    found = view_kpis(ministry.boards(), department=DWF, status="on_track")
    assert (found.rows, found.every) == ((), 6)
    assert {status: count for status, count in found.counts.items() if count} == {
        Status.WATCH: 1,
        Status.CRITICAL: 1,
        Status.NO_DATA: 1,
    }


@pytest.mark.parametrize(
    ("chosen", "code"),
    [
        ({"strategy": "S9"}, "strategy_unknown"),
        ({"department": "X"}, "department_unknown"),
        ({"status": "red"}, "status_unknown"),
    ],
)
def test_what_there_is_not_is_not_found(sqlite: Database, chosen: dict[str, str], code: str) -> None:
    boards = a_silent_ministry(sqlite).boards()
    with pytest.raises(NotFound) as refused:
        view_kpis(boards, **chosen)
    assert refused.value.code == code
