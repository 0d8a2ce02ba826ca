"""A plan workbook is judged as a whole, says what it changes, and is loaded in one transaction or not at all."""

import json
from dataclasses import replace
from datetime import date, datetime

import pytest

from data_access.database import Database
from data_access.files import find_file
from data_access.moment import load_data_version
from data_access.plans import list_targets
from data_access.sums import list_sums
from domain.finding import Severity
from domain.kpi import Accumulation
from domain.person import Role
from domain.plan import Plan
from domain.target import Target
from domain.text import Language, Text
from plan_workbook.difference import ChangeKind
from plan_workbook.writing import render_blank_plan, render_plan
from tests.builders import YEAR, a_target
from tests.data_access.builders import at, seen
from tests.people import a_grant, signed_in, somebody
from tests.use_cases.ministry import PLAN, TARGETS, Ministry, first_quarter
from tests.use_cases.test_authority import log_of
from use_cases.authority import Caller, Forbidden
from use_cases.load_plan import PlanJudgement, judge_plan, load_plan
from use_cases.view_start import view_start
from workbooks.reading import Upload, WorkbookRefused

PLANNER = Caller.operator("planner")
BROKEN = b"PK\x03\x04 torn in the middle"


def an_upload(plan: Plan = PLAN, targets: tuple[Target, ...] = TARGETS, name: str = "plan.xlsx") -> Upload:
    return Upload(name=name, content=render_plan(plan, targets, Language.THAI))


def load(
    database: Database, plan: Plan = PLAN, targets: tuple[Target, ...] = TARGETS, *, on: datetime
) -> PlanJudgement:
    return load_plan(database, PLANNER, an_upload(plan, targets), now=on)


def blocks(judged: PlanJudgement) -> set[str]:
    return {finding.code for finding in judged.findings if finding.severity is Severity.BLOCK}


def targets_of(database: Database) -> set[Target]:
    return set(seen(database, list_targets))


# --- the first one --------------------------------------------------------------------------------------------


def test_a_plan_is_loaded_as_the_first_version_with_its_ledger_and_its_file(database: Database) -> None:
    upload = an_upload()
    judged = load_plan(database, PLANNER, upload, now=at(1))
    assert (judged.number, judged.is_blocked, judged.changes) == (1, False, ())
    version = view_start(database).version
    assert version is not None
    assert version.plan == PLAN
    assert (version.number, version.loaded_by, version.file_name) == (1, "planner", "plan.xlsx")
    assert version.published_at == at(1)
    assert targets_of(database) == set(TARGETS)
    file = seen(database, lambda c: find_file(c, version.file_sha256))
    assert file is not None
    assert file.content == upload.content


def test_judging_a_plan_writes_nothing(database: Database) -> None:
    judged = judge_plan(database, PLANNER, an_upload())
    assert (judged.number, judged.is_blocked) == (None, False)
    assert seen(database, load_data_version) == 0
    assert view_start(database).version is None


def test_a_blank_plan_is_blocked_and_leaves_no_trace(database: Database) -> None:
    upload = Upload(name="blank.xlsx", content=render_blank_plan(Language.THAI))
    judged = load_plan(database, PLANNER, upload, now=at(1))
    assert blocks(judged) == {"plan_blank"}
    assert judged.number is None
    assert seen(database, load_data_version) == 0


def test_a_file_that_cannot_be_read_is_refused(sqlite: Database) -> None:
    with pytest.raises(WorkbookRefused):
        load_plan(sqlite, PLANNER, Upload(name="plan.xlsx", content=BROKEN))
    with pytest.raises(WorkbookRefused):
        judge_plan(sqlite, PLANNER, Upload(name="plan.xlsx", content=BROKEN))
    assert seen(sqlite, load_data_version) == 0


# --- the next one ---------------------------------------------------------------------------------------------


def test_a_new_version_says_what_it_changes_and_the_old_one_stays_in_force_for_older_looks(
    database: Database,
) -> None:
    load(database, on=at(1))
    other = replace(PLAN, title=Text(th="แผนฉบับปรับปรุง", en="The revised plan"))
    judged = load(database, other, on=at(10))
    assert judged.number == 2
    assert [(c.kind, c.what, c.field, c.after) for c in judged.changes] == [
        (ChangeKind.CHANGED, "plan", "title", other.title)
    ]
    now, then = view_start(database).version, view_start(database, at(9)).version
    assert now is not None
    assert then is not None
    assert (now.number, now.plan.title, then.number, then.plan.title) == (2, other.title, 1, PLAN.title)


def test_judging_a_new_version_says_what_it_would_change(sqlite: Database) -> None:
    load(sqlite, on=at(1))
    without = replace(PLAN, due_dates=())
    judged = judge_plan(sqlite, PLANNER, an_upload(without))
    assert {(c.kind, c.what, c.code) for c in judged.changes} == {
        (ChangeKind.REMOVED, "due_date", "3"),
        (ChangeKind.REMOVED, "due_date", "6"),
    }
    version = view_start(sqlite).version
    assert version is not None
    assert version.number == 1


def test_loading_the_same_plan_again_adds_no_target_twice(database: Database) -> None:
    load(database, on=at(1))
    judged = load(database, on=at(2))
    assert (judged.number, judged.changes) == (2, ())
    assert len(seen(database, list_targets)) == len(TARGETS)


def test_a_revision_is_a_new_row_and_the_rows_before_it_stay(database: Database) -> None:
    load(database, on=at(1))
    revision = a_target(90, kpi="RATE", revised_on=date(2020, 2, 1), reason="มติ", document="พม 1")
    load(database, PLAN, (*TARGETS, revision), on=at(10))
    assert targets_of(database) == {*TARGETS, revision}
    assert set(seen(database, lambda c: list_targets(c, as_of=at(9)))) == set(TARGETS)


def test_a_target_that_is_overwritten_blocks_the_file(database: Database) -> None:
    load(database, on=at(1))
    changed = tuple(a_target(85, kpi="RATE") if t.key.kpi == "RATE" else t for t in TARGETS)
    judged = load(database, PLAN, changed, on=at(10))
    assert blocks(judged) == {"target_overwritten"}
    (finding,) = [f for f in judged.findings if f.code == "target_overwritten"]
    assert finding.cell
    assert judged.number is None
    assert targets_of(database) == set(TARGETS)
    assert seen(database, load_data_version) == 1


def test_a_target_that_a_file_leaves_out_stays_in_the_ledger(database: Database) -> None:
    load(database, on=at(1))
    judged = load(database, PLAN, tuple(t for t in TARGETS if t.key.year == YEAR), on=at(10))
    assert judged.number == 2
    assert "target_left_out" in {finding.code for finding in judged.findings}
    assert targets_of(database) == set(TARGETS)


# --- what it does to figures ----------------------------------------------------------------------------------


def region_sums(database: Database, as_of: datetime | None = None) -> dict[str, float]:
    rows = seen(
        database,
        lambda c: list_sums(c, years=[YEAR], regions=["", "NORTH", "SOUTH"], kpis=["SERVED"], as_of=as_of),
    )
    return {row.place: row.sums.numerator for row in rows}


def test_where_provinces_move_the_sums_of_regions_move_and_older_looks_do_not(database: Database) -> None:
    load(database, on=at(1))
    Ministry(database=database).take(*first_quarter(), on=at(2))
    assert region_sums(database) == {"": 240, "NORTH": 150, "SOUTH": 90}
    moved = replace(PLAN, provinces=tuple(replace(p, regions=("SOUTH",)) for p in PLAN.provinces[:2]))
    moved = replace(moved, provinces=(*moved.provinces, *PLAN.provinces[2:]))
    load(database, moved, on=at(10))
    assert region_sums(database) == {"": 240, "SOUTH": 240}
    assert region_sums(database, at(9)) == {"": 240, "NORTH": 150, "SOUTH": 90}


def test_where_a_kpi_accumulates_by_another_rule_its_sums_are_made_anew(database: Database) -> None:
    load(database, on=at(1))
    ministry = Ministry(database=database)
    ministry.take(*first_quarter(), on=at(2))
    ministry.take(*(replace(a, month=6) for a in first_quarter()), on=at(3))
    changed = replace(
        PLAN,
        kpis=tuple(
            replace(kpi, accumulation=Accumulation.MEAN) if kpi.code == "JOINT" else kpi for kpi in PLAN.kpis
        ),
    )

    def joint() -> dict[tuple[int, str], float]:
        rows = seen(database, lambda c: list_sums(c, years=[YEAR], kpis=["JOINT"]))
        return {(row.month, row.department): row.sums.numerator for row in rows}

    before = joint()
    assert load(database, changed, on=at(10)).number == 2
    assert {month for month, _ in before} == {3, 6}
    assert {key: value for key, value in before.items() if key[0] == 6} == {(6, "DOP"): 200, (6, "DSD"): 200}
    assert joint() == {(3, "DOP"): 100, (3, "DSD"): 100, (6, "DOP"): 100, (6, "DSD"): 100}


def test_an_older_plan_judges_an_older_look(database: Database) -> None:
    load(database, on=at(1))
    ministry = Ministry(database=database)
    ministry.take(*first_quarter(), on=at(2))
    strict = replace(PLAN, bands=replace(PLAN.bands, on_track=4.5))
    load(database, strict, on=at(10))
    assert ministry.boards(3).now.kpis["SERVED"].status.value == "watch"
    assert ministry.boards(3, as_of=at(9)).now.kpis["SERVED"].status.value == "on_track"


# --- by whom --------------------------------------------------------------------------------------------------


def test_a_plan_is_loaded_by_a_person_of_the_planning_office_under_his_name(database: Database) -> None:
    planner = somebody(database, a_grant(Role.PLANNING_OFFICE))
    upload = an_upload()
    load_plan(database, signed_in(database, planner), upload, now=at(1))
    version = view_start(database).version
    assert version is not None
    assert version.loaded_by == "Name of somsri"
    [entry] = log_of(database)
    assert (entry.deed, entry.object, entry.login, entry.at) == ("load_plan", "plan:1", "somsri", at(1))
    assert (entry.before, entry.file_sha256) == ("", version.file_sha256)
    told = {"number": 1, "file": "plan.xlsx", "changes": 0, "targets": len(TARGETS)}
    assert json.loads(entry.after) == told


def test_a_plan_that_is_blocked_is_not_in_the_log_for_it_was_not_loaded(database: Database) -> None:
    load_plan(database, PLANNER, Upload(name="b.xlsx", content=render_blank_plan(Language.THAI)), now=at(1))
    assert log_of(database) == []


def test_who_may_not_load_a_plan_has_not_even_the_file_opened(database: Database) -> None:
    caller = signed_in(database, somebody(database, a_grant(Role.EXECUTIVE)))
    broken = Upload(name="plan.xlsx", content=BROKEN)
    for go in (judge_plan, load_plan):
        with pytest.raises(Forbidden):
            go(database, caller, broken, now=at(1))
    assert view_start(database).version is None
    assert [entry.deed for entry in log_of(database)] == ["refused", "refused"]
