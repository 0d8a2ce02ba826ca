"""What the stories promise is in the figures."""

from datetime import timedelta
from itertools import pairwise

import pytest

from domain.accumulation import actual_of, add_up
from domain.figure import missing_keepers
from domain.flagship_progress import progress_of
from domain.kpi import Sharing
from sample_data.flagship_figures import complete_at
from sample_data.generator import DEFAULT_SEED
from sample_data.performance import latest_kpis
from sample_data.plan_versions import sample_versions
from sample_data.reported import department_sums
from sample_data.returns_schedule import planned_returns
from sample_data.stories import (
    CORRECTIONS,
    DIFFERING,
    FAR_OFF,
    LATE,
    LOWERED,
    RESTATED,
    SILENCES,
    SILENT,
    SLIDING,
    STORIES,
    slide_of,
)
from sample_data.truths import (
    far_off,
    homes_completed,
    late_flagship,
    owners_percent,
    restated,
    sliding_scores,
)

SEEDS = (DEFAULT_SEED, 1, 2)
PLAN = sample_versions()[-1].plan


@pytest.mark.parametrize("seed", SEEDS)
def test_a_strategy_slides_for_three_quarters(seed: int) -> None:
    scores = sliding_scores(seed)
    assert len(scores) == 4
    assert all(later < earlier - 0.2 for earlier, later in pairwise(scores))


def test_a_slide_goes_straight_from_one_quarter_to_the_next_and_touches_nothing_else() -> None:
    assert slide_of(SLIDING.strategy, SLIDING.year, 6) == SLIDING.factors[1]
    assert slide_of(SLIDING.strategy, SLIDING.year, 9) == SLIDING.factors[2]
    between = SLIDING.factors[1] + (SLIDING.factors[2] - SLIDING.factors[1]) / 3
    assert slide_of(SLIDING.strategy, SLIDING.year, 7) == pytest.approx(between)
    assert slide_of("S1", SLIDING.year, 12) == slide_of(SLIDING.strategy, SLIDING.year - 1, 12) == 1.0


@pytest.mark.parametrize("seed", SEEDS)
def test_one_province_is_far_off_its_peers_from_its_year_on(seed: int) -> None:
    before, after = far_off(seed, FAR_OFF.from_year - 1), far_off(seed, 2021)
    assert abs(before.province - before.peers) < 10
    assert after.province < after.peers - 25


@pytest.mark.parametrize("seed", SEEDS)
def test_a_target_was_lowered_and_met_neither_before_nor_after(seed: int) -> None:
    assert homes_completed(seed) < LOWERED.after < LOWERED.before
    rows = [
        (t.value, t.revised_on, t.document)
        for t in sample_versions()[-1].targets
        if (t.key.kpi, t.key.year) == (LOWERED.kpi, LOWERED.year)
    ]
    assert rows == [(LOWERED.before, None, ""), (LOWERED.after, LOWERED.revised_on, LOWERED.document)]


def test_a_past_figure_is_restated_months_later() -> None:
    truth = restated(DEFAULT_SEED)
    assert truth.first == RESTATED.factor * truth.corrected > 0
    closed = PLAN.calendar.ends_on(RESTATED.year, RESTATED.month)
    assert RESTATED.sent_again.date() - closed > timedelta(days=90)


def test_every_correction_changes_its_figure() -> None:
    for correction in CORRECTIONS:
        truth = restated(DEFAULT_SEED, correction)
        assert truth.first != truth.corrected


@pytest.mark.parametrize("seed", SEEDS)
def test_the_owners_of_a_joint_kpi_differ_and_the_whole_lies_between_them(seed: int) -> None:
    percent = owners_percent(seed)
    assert latest_kpis()[DIFFERING.kpi].sharing is Sharing.PARTS
    assert percent["MOPH"] + 10 < percent["06104"]
    assert percent["MOPH"] < percent[""] < percent["06104"]


def test_a_flagship_is_ninety_days_late_and_spends_too_little() -> None:
    steps = [step for step in PLAN.milestones if step.flagship == LATE.flagship]
    complete = {step.code: complete_at(step, LATE.year, LATE.month) for step in steps}
    day = PLAN.calendar.ends_on(LATE.year, LATE.month)
    progress = progress_of(steps, complete, day)
    truth = late_flagship()
    assert progress.slippage == LATE.days == 90
    # 10 + 25 + 25 + 15 of 100 are done; of the last 25, 110 of 200 days' work.
    assert progress.actual == pytest.approx(0.75 + 0.25 * 0.55) == pytest.approx(truth.complete)
    assert truth.disbursed == pytest.approx(LATE.spent * truth.planned_budget)


def test_a_milestone_never_goes_back() -> None:
    for step in PLAN.milestones:
        done = [complete_at(step, year, month) for year in range(2017, 2022) for month in (3, 6, 9, 12)]
        assert done == sorted(done)


def test_a_silent_department_is_missing_from_every_kpi_that_it_keeps() -> None:
    for kpi in PLAN.kpis:
        months = PLAN.calendar.closing_months(kpi.frequency_in(SILENT.year))
        sums = department_sums(DEFAULT_SEED, kpi.code, SILENT.year, SILENT.month)
        if SILENT.department in kpi.keepers and SILENT.month in months:
            assert SILENT.department in missing_keepers(kpi, sums)


def test_no_return_was_sent_where_a_department_kept_silent() -> None:
    sent = {
        (planned.department.code, planned.year, planned.month) for planned in planned_returns(DEFAULT_SEED)
    }
    assert [
        silence for silence in SILENCES if (silence.department, silence.year, silence.month) in sent
    ] == []


def test_only_one_department_is_missing_at_the_end() -> None:
    end = {p.department.code for p in planned_returns(DEFAULT_SEED) if (p.year, p.month) == (2021, 12)}
    assert {department.code for department in PLAN.departments} - end == {SILENT.department}


def test_a_story_has_a_place_in_the_list() -> None:
    assert {type(story).__name__ for story in STORIES} == {
        "SlidingStrategy",
        "FarOffProvince",
        "LoweredTarget",
        "Correction",
        "DifferingOwners",
        "LateFlagship",
        "SilentDepartment",
    }


def test_a_correction_is_what_stands_in_the_end() -> None:
    kpi = latest_kpis()[RESTATED.kpi]
    sums = department_sums(DEFAULT_SEED, RESTATED.kpi, RESTATED.year, RESTATED.month)
    wrong = restated(DEFAULT_SEED).first - restated(DEFAULT_SEED).corrected
    whole = actual_of(kpi, add_up(sums.values()))
    assert whole is not None
    assert 0 < wrong < whole
