"""What a department is asked for a closing month."""

from datetime import date

import pytest

from domain.asking import asked_of, flagships_led_by, has_return, milestones_led_by
from domain.fiscal import Frequency
from domain.kpi import Owner, Sharing
from tests.builders import KEEPER, OTHER_KEEPER, YEAR, a_flagship, a_kpi, a_milestone, a_plan

MONTHLY = a_kpi("K1", frequency=Frequency.MONTH)
QUARTERLY = a_kpi("K2")
IN_ROUNDS = a_kpi("K3", frequency=Frequency.ROUND)
YEARLY = a_kpi("K4", frequency=Frequency.YEAR)
PLAN = a_plan(MONTHLY, QUARTERLY, IN_ROUNDS, YEARLY, flagships=(a_flagship(),), milestones=(a_milestone(),))


@pytest.mark.parametrize(
    ("month", "asked"),
    [(1, ["K1"]), (3, ["K1", "K2"]), (6, ["K1", "K2", "K3"]), (12, ["K1", "K2", "K3", "K4"])],
)
def test_a_return_asks_for_every_kpi_whose_period_ends_then(month: int, asked: list[str]) -> None:
    assert [kpi.code for kpi, _ in asked_of(PLAN, KEEPER, YEAR, month)] == asked


def test_a_period_that_is_asked_for_is_of_the_kpis_own_kind() -> None:
    kinds = {kpi.code: period.frequency for kpi, period in asked_of(PLAN, KEEPER, YEAR, 12)}
    assert kinds == {
        "K1": Frequency.MONTH,
        "K2": Frequency.QUARTER,
        "K3": Frequency.ROUND,
        "K4": Frequency.YEAR,
    }


def test_only_those_who_keep_a_kpi_are_asked_for_it() -> None:
    owners = (Owner(department=KEEPER, keeper=True), Owner(department=OTHER_KEEPER))
    joint = a_plan(a_kpi(owners=owners, sharing=Sharing.KEEPER))
    parts = a_plan(a_kpi(owners=owners, sharing=Sharing.PARTS))
    assert not asked_of(joint, OTHER_KEEPER, YEAR, 3)
    assert asked_of(parts, OTHER_KEEPER, YEAR, 3)


def test_a_kpi_is_asked_for_from_its_first_period_until_it_is_cancelled() -> None:
    kpi = a_kpi(due_from=date(2020, 1, 1), cancelled_on=date(2020, 9, 30))
    asked = [month for month in range(1, 13) if asked_of(a_plan(kpi), KEEPER, YEAR, month)]
    assert asked == [6, 9]


def test_flagships_are_asked_about_at_the_ends_of_quarters() -> None:
    asked = [month for month in range(1, 13) if flagships_led_by(PLAN, KEEPER, YEAR, month)]
    assert asked == [3, 6, 9, 12]
    assert [m.code for m in milestones_led_by(PLAN, KEEPER, YEAR, 3)] == ["M1"]
    assert not flagships_led_by(PLAN, OTHER_KEEPER, YEAR, 3)
    assert not flagships_led_by(PLAN, KEEPER, 2030, 3)


def test_a_department_of_which_nothing_is_asked_has_no_return() -> None:
    assert has_return(PLAN, KEEPER, YEAR, 1)
    assert not has_return(PLAN, OTHER_KEEPER, YEAR, 12)
    assert not has_return(PLAN, KEEPER, 2030, 12)
    assert not has_return(a_plan(QUARTERLY), KEEPER, YEAR, 2)
