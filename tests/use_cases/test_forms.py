"""The form of a return: what is asked, how much should have been reached, and what stood before."""

from dataclasses import replace

import pytest

from data_access.database import Database
from domain.failures import NotFound
from domain.fiscal import Frequency
from domain.kpi import KpiYear, Sharing
from domain.kpi_return import ReturnForm
from domain.text import Language, Text
from tests.builders import YEAR
from tests.data_access.builders import an_answer, at
from tests.people import ROOT
from tests.use_cases.ministry import (
    DOP,
    DSD,
    DWF,
    JOINT,
    PLAN,
    Q1_AT,
    SERVED,
    Ministry,
    a_silent_ministry,
    first_quarter,
)
from use_cases.forms import blank_return, load_form
from use_cases.moment import NoPlan


def form(ministry: Ministry, department: str, month: int, year: int = YEAR) -> ReturnForm:
    with ministry.database.reading() as connection:
        return load_form(ministry.database, connection, department=department, year=year, month=month)


def before(asked: ReturnForm, kpi: str) -> dict[str, float]:
    question = asked.asked_for(kpi)
    assert question is not None
    return dict(question.before)


def test_a_department_is_asked_for_the_kpis_whose_period_closes(ministry: Ministry) -> None:
    assert {m: [a.kpi.code for a in form(ministry, DWF, m).asked] for m in (3, 6, 12)} == {
        3: ["LEVEL"],
        6: ["LEVEL", "BAND"],
        12: ["LEVEL", "BAND", "STEPS"],
    }


def test_every_question_says_its_target_to_date(ministry: Ministry) -> None:
    targets = {
        asked.kpi.code: asked.target
        for department in (DOP, DSD, DWF)
        for asked in form(ministry, department, 6).asked
    }
    assert targets == {
        "SERVED": 600,
        "RATE": 40,
        "LEVEL": pytest.approx(30),
        "BAND": None,
        "JOINT": 500,
    }


def test_the_figures_of_the_period_before_are_those_of_the_department(database: Database) -> None:
    ministry = a_silent_ministry(database)
    ministry.take(*first_quarter(), on=Q1_AT)
    asked = form(ministry, DOP, 6)
    assert before(asked, "SERVED") == {"": 240, "50": 100, "57": 50, "83": 80, "90": 10}
    assert before(asked, "JOINT") == {"": 100}
    rates = before(form(ministry, DSD, 6), "RATE")
    assert rates == {"": 10, "50": 10, "57": 10, "83": 10, "90": 10}


def test_of_a_joint_kpi_a_department_sees_its_own_part(database: Database) -> None:
    parts = replace(SERVED, sharing=Sharing.PARTS, owners=JOINT.owners)
    ministry = a_silent_ministry(database, replace(PLAN, kpis=(parts,)))
    ministry.take(an_answer(3, {("SERVED", "50"): 10.0}), on=at(1))
    ministry.take(an_answer(3, {("SERVED", "50"): 7.0}, department=DSD), on=at(2))
    assert before(form(ministry, DOP, 6), "SERVED") == {"": 10, "50": 10}
    assert before(form(ministry, DSD, 6), "SERVED") == {"": 7, "50": 7}


def test_before_the_first_quarter_stands_the_end_of_last_year(ministry: Ministry) -> None:
    assert before(form(ministry, DOP, 3), "SERVED") == {"": 1000, "50": 250, "57": 250, "83": 250, "90": 250}
    assert before(form(ministry, DOP, 3, 2019), "SERVED") == {}


def test_before_a_round_or_a_year_stands_its_own_period_before(database: Database) -> None:
    ministry = a_silent_ministry(database)
    ministry.take(
        an_answer(12, {("BAND", ""): 15.0, ("STEPS", ""): 4.0}, department=DWF, year=2019), on=at(1)
    )
    ministry.take(an_answer(6, {("BAND", ""): 12.0}, department=DWF), on=at(2))
    assert before(form(ministry, DWF, 6), "BAND") == {"": 15}
    assert before(form(ministry, DWF, 12), "BAND") == {"": 12}
    assert before(form(ministry, DWF, 12), "STEPS") == {"": 4}


def history(asked: ReturnForm, kpi: str) -> dict[str, tuple[float, ...]]:
    question = asked.asked_for(kpi)
    assert question is not None
    return dict(question.history)


def test_the_history_of_a_place_is_what_it_reported_for_each_earlier_period(ministry: Ministry) -> None:
    served = {"50": 100, "57": 50, "83": 80, "90": 10}
    assert history(form(ministry, DOP, 6), "SERVED") == {
        code: (50, 50, 75, 75, first) for code, first in served.items()
    }
    assert history(form(ministry, DOP, 3, 2019), "SERVED") == {}
    assert history(form(ministry, DWF, 9), "LEVEL") == {"": (35, 33)}


def test_the_history_of_a_ratio_is_in_percent_and_keeps_its_denominators(database: Database) -> None:
    ministry = a_silent_ministry(database)
    ministry.take(
        an_answer(3, {("RATE", "50"): (10.0, 40.0), ("RATE", "57"): (0.0, 0.0)}, department=DSD), on=at(1)
    )
    rate = form(ministry, DSD, 6).asked_for("RATE")
    assert rate is not None
    assert (dict(rate.history), dict(rate.denominators)) == (
        {"50": (25.0,), "57": ()},
        {"50": (40.0,), "57": ()},
    )


def test_only_periods_of_the_same_kind_are_its_history(database: Database) -> None:
    monthly = replace(SERVED, years=(KpiYear(year=YEAR, frequency=Frequency.MONTH),))
    ministry = a_silent_ministry(database, replace(PLAN, kpis=(monthly,)))
    ministry.take(an_answer(3, {("SERVED", "50"): 10.0}), on=at(1))
    assert history(form(ministry, DOP, 4), "SERVED") == {"50": ()}
    assert before(form(ministry, DOP, 4), "SERVED") == {"": 10, "50": 10}


def test_a_return_sent_again_is_not_compared_with_itself(ministry: Ministry) -> None:
    again = form(ministry, DOP, 6)
    assert history(again, "JOINT") == {"": (100,)}
    assert (again.complete_before, again.committed_before, again.disbursed_before) == (
        {"M1": 0.4},
        {"F1": 90},
        {"F1": 50},
    )


def test_last_years_money_is_no_floor_for_this_years(database: Database) -> None:
    ministry = a_silent_ministry(database)
    ministry.take(
        an_answer(12, {}, year=2019, milestones={"M1": 0.3}, budgets={"F1": (90.0, None)}), on=at(1)
    )
    asked = form(ministry, DOP, 3)
    assert (asked.complete_before, asked.committed_before) == ({"M1": 0.3}, {})


def test_who_leads_a_flagship_is_asked_for_its_milestones_and_money(ministry: Ministry) -> None:
    asked = form(ministry, DOP, 9)
    assert [f.code for f in asked.flagships] == ["F1"]
    assert [m.code for m in asked.milestones] == ["M1", "M2"]
    assert asked.complete_before["M1"] == 0.8
    assert form(ministry, DWF, 9).milestones == ()


def test_the_blank_return_is_a_workbook(ministry: Ministry) -> None:
    content = blank_return(
        ministry.database, ROOT, department=DOP, year=YEAR, month=9, language=Language.ENGLISH
    )
    assert content.startswith(b"PK")


def test_where_nothing_is_asked_there_is_no_form(sqlite: Database) -> None:
    ministry = a_silent_ministry(sqlite)
    for month, year in ((5, YEAR), (6, 2030)):
        with pytest.raises(NotFound) as refused:
            form(ministry, DOP, month, year)
        assert (refused.value.code, refused.value.values) == ("nothing_asked", {"department": DOP})
    with pytest.raises(NotFound) as refused:
        form(ministry, "NOBODY", 6)
    assert refused.value.code == "department_unknown"


def test_a_department_is_found_by_its_short_name_too(sqlite: Database) -> None:
    short = Text(th="ผส.", en="DOP-EN")
    departments = (replace(PLAN.departments[0], short=short), *PLAN.departments[1:])
    ministry = a_silent_ministry(sqlite, replace(PLAN, departments=departments))
    for name in ("ผส.", "DOP-EN", DOP):
        assert form(ministry, name, 6).department.code == DOP


def test_without_a_plan_there_is_no_form(database: Database) -> None:
    with pytest.raises(NoPlan):
        blank_return(database, ROOT, department=DOP, year=YEAR, month=6, language=Language.THAI)
