"""The sample as files: in order, countable, made anywhere, and read without a fault."""

import pickle
from collections.abc import Callable, Sequence
from datetime import UTC

import pytest

from domain.finding import is_blocked
from domain.kpi_return import KpiReturn, ReturnForm
from kpi_returns.reading import ReturnReading, read_return
from sample_data.generator import (
    DEFAULT_SEED,
    SampleFile,
    count_sample_files,
    list_sample_files,
    render_sample_file,
)
from sample_data.handwriting import Figures, Hand, hand_of
from sample_data.plan_versions import sample_versions
from sample_data.rendering import answer_of, form_of, render_return
from sample_data.returns_schedule import PlannedReturn, planned_returns
from sample_data.stories import CORRECTIONS
from workbooks.cells import Workbook
from workbooks.reading import Upload, read_workbooks

FILES = list(list_sample_files())
RETURNS = planned_returns(DEFAULT_SEED)


def read_back(planned: Sequence[PlannedReturn]) -> list[ReturnReading]:
    """Rendered, read by the child process, and judged against the form that was handed out."""
    uploads = [
        Upload(name=f"{i}.xlsx", content=render_return(DEFAULT_SEED, p)) for i, p in enumerate(planned)
    ]
    return [_read(one, workbook) for one, workbook in zip(planned, read_workbooks(uploads), strict=True)]


def _read(planned: PlannedReturn, workbook: object) -> ReturnReading:
    assert isinstance(workbook, Workbook)

    def form_for(department: str, year: int, month: int) -> ReturnForm | None:
        asked = (planned.department.code, planned.year, planned.month)
        return form_of(DEFAULT_SEED, planned) if (department, year, month) == asked else None

    return read_return(workbook, form_for)


def said(answered: KpiReturn) -> tuple[object, ...]:
    """An answer without the cells it was read from."""
    return (
        {(row.kpi, row.province): (row.numerator, row.denominator) for row in answered.observations},
        {row.milestone: row.complete for row in answered.milestones},
        {row.flagship: (row.committed, row.disbursed) for row in answered.budgets},
    )


def hands(planned: PlannedReturn) -> Hand:
    return hand_of(DEFAULT_SEED, planned)


def test_files_come_in_the_order_of_time_and_are_counted() -> None:
    times = [file.received_at for file in FILES]
    assert times == sorted(times)
    assert {time.tzinfo for time in times} == {UTC}
    assert len(FILES) == count_sample_files() == len(RETURNS) + len(sample_versions())
    assert 260 <= len(FILES) <= 320


def test_the_plan_stands_first_and_each_return_is_made_for_the_version_in_force() -> None:
    assert [file.kind for file in FILES[:2]] == ["plan", "return"]
    assert sum(file.kind == "plan" for file in FILES) == 3
    for planned in RETURNS:
        loaded = [version.number for version in sample_versions() if version.loaded_at <= planned.sent_at]
        assert planned.version.number == loaded[-1]


def test_every_file_says_that_it_is_a_sample_and_has_a_name_of_its_own() -> None:
    assert all("ข้อมูลตัวอย่าง" in file.name and file.name.endswith(".xlsx") for file in FILES)
    assert len({file.name for file in FILES}) == len(FILES)


def test_no_return_is_sent_before_its_period_has_ended() -> None:
    for planned in RETURNS:
        end = planned.version.plan.calendar.ends_on(planned.year, planned.month)
        assert planned.sent_at.date() > end


def test_some_returns_are_late_and_some_are_sent_twice() -> None:
    due = {row.month: row.days_after for row in sample_versions()[-1].plan.due_dates}
    calendar = sample_versions()[-1].plan.calendar
    late = [
        planned
        for planned in RETURNS
        if planned.attempt == 1
        and planned.sent_at.date() > calendar.day_after_close(planned.year, planned.month, due[planned.month])
    ]
    assert 5 <= len(late) <= 40
    assert [p.attempt for p in RETURNS].count(2) == len(CORRECTIONS)


def test_a_file_may_be_made_in_another_process() -> None:
    carried: SampleFile = pickle.loads(pickle.dumps(FILES[1]))  # noqa: S301
    assert carried.name == FILES[1].name
    assert carried.render()[:2] == b"PK"


def test_a_file_is_found_by_its_position() -> None:
    rendered = render_sample_file(DEFAULT_SEED, 3)
    assert rendered[:4] == (FILES[3].kind, FILES[3].name, FILES[3].received_at, FILES[3].by)
    with pytest.raises(IndexError):
        render_sample_file(DEFAULT_SEED, count_sample_files())


def test_a_return_of_every_department_is_read_as_it_was_meant() -> None:
    last = {planned.department.code: planned for planned in RETURNS}
    first = {planned.department.code: planned for planned in reversed(RETURNS)}
    chosen = [*first.values(), *last.values()]
    for planned, reading in zip(chosen, read_back(chosen), strict=True):
        assert not is_blocked(reading.findings)
        assert reading.answered is not None
        assert said(reading.answered) == said(answer_of(DEFAULT_SEED, planned))


def test_every_hand_is_read_as_it_was_meant() -> None:
    by_province = [p for p in RETURNS if p.department.code in {"06102", "06103", "06104", "06106", "06107"}]
    kinds: dict[str, Callable[[Hand], bool]] = {
        "Thai digits": lambda hand: hand.figures is Figures.THAI,
        "commas": lambda hand: hand.figures is Figures.COMMAS,
        "a dash for what is missing": lambda hand: hand.gap == "-",
        "words for what is missing": lambda hand: len(hand.gap) > 1,
        "other spellings": lambda hand: hand.spells_otherwise,
        "a row of sums": lambda hand: hand.adds_subtotals,
    }
    chosen = [next(p for p in by_province if fits(hands(p))) for fits in kinds.values()]
    for planned, reading in zip(chosen, read_back(chosen), strict=True):
        assert reading.answered is not None
        assert said(reading.answered) == said(answer_of(DEFAULT_SEED, planned))


def test_a_row_of_sums_is_left_out_and_that_is_said() -> None:
    planned = next(p for p in RETURNS if hands(p).adds_subtotals and p.department.code == "06104")
    [reading] = read_back([planned])
    assert "subtotal_left_out" in {finding.code for finding in reading.findings}


def test_a_corrected_return_differs_from_the_first_in_one_figure_only() -> None:
    for correction in CORRECTIONS:
        key = (correction.department, correction.year, correction.month)
        first, again = (
            {(row.kpi, row.province): row.numerator for row in answer_of(DEFAULT_SEED, planned).observations}
            for planned in RETURNS
            if (planned.department.code, planned.year, planned.month) == key
        )
        changed = {place for place in first if first[place] != again[place]}
        assert changed == {(correction.kpi, correction.province)}
