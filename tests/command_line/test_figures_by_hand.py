"""A plan and returns filled by hand give the figures worked out by hand, then and now."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.command_line.by_hand import ALL_THERE, CORRECTED, LATER_PLAN, seen, worked_out
from tests.command_line.desk import PERIOD, Walk


def test_every_figure_is_the_one_worked_out_on_paper(walked: Walk) -> None:
    assert seen(walked.desk.figures(walked.all_there), ALL_THERE) == worked_out(ALL_THERE)


def test_a_correction_changes_what_it_touches_and_nothing_else(walked: Walk) -> None:
    assert seen(walked.desk.figures(walked.corrected), CORRECTED) == worked_out(CORRECTED)


def test_a_later_plan_judges_by_its_own_targets_and_regions_and_the_past_stays(walked: Walk) -> None:
    assert seen(walked.desk.figures(), LATER_PLAN) == worked_out(LATER_PLAN)
    assert seen(walked.desk.figures(walked.corrected), CORRECTED) == worked_out(CORRECTED)


def test_contributions_sum_to_what_is_missing_from_full_marks(walked: Walk) -> None:
    figures = walked.desk.figures(walked.all_there)
    costs = {code: figures[f"kpi {code}"]["contribution"] for code in ("N1", "R1", "L1")}
    assert costs == pytest.approx({"N1": 40 * 1.1 / 90, "R1": 30 * 2.7368 / 90, "L1": 20 * 0.5 / 90})
    assert sum(costs.values()) == pytest.approx(figures["ministry"]["contribution"])
    assert figures["ministry"]["score"] + figures["ministry"]["contribution"] == pytest.approx(5, abs=6e-5)
    assert figures["kpi M1"]["contribution"] is None


def test_attainment_heeds_which_way_is_better(walked: Walk) -> None:
    figures = walked.desk.figures(walked.all_there)
    attained = [figures[f"kpi {code}"]["attainment"] for code in ("N1", "R1", "L1")]
    assert attained == pytest.approx([534 / 600, (200 / 380) / 0.7, 20 / 24])


def test_a_missing_return_shows_in_the_coverage_and_in_the_best_and_worst_still_possible(
    walked: Walk,
) -> None:
    figures = walked.desk.figures(walked.one_missing)
    whole, kpi = figures["ministry"], figures["kpi L1"]
    weighted = 40 * 3.9 + 30 * 2.2632
    assert (whole["score"], whole["coverage"]) == pytest.approx((weighted / 70, 70 / 90), abs=6e-5)
    assert (whole["best"], whole["worst"]) == pytest.approx(((weighted + 100) / 90, weighted / 90), abs=6e-5)
    assert (kpi["actual"], kpi["score"], kpi["status"]) == (
        28,
        None,
        "no_data",
    )  # known, but of the first quarter


def test_the_coverage_of_places_is_told_beside_a_kpi(walked: Walk) -> None:
    figures = walked.desk.figures()
    told = [
        (figures[f"kpi {code}"]["places_reported"], figures[f"kpi {code}"]["coverage"])
        for code in ("N1", "R1")
    ]
    assert told == [(5, 1.0), (4, 0.8)]


def test_the_head_of_the_answer_says_what_was_asked(walked: Walk) -> None:
    instant = walked.all_there
    answer = walked.desk.answers("export-figures", *PERIOD, "--as-of", instant.isoformat())
    assert {name: value for name, value in answer.items() if name != "figures"} == {
        "fiscal_year": 2563,
        "period": "2563-Q2",
        "period_ends_on": "2020-03-31",
        "as_of": instant.isoformat(),
        "plan_version": 1,
    }


def test_a_year_may_be_written_in_either_era_and_stand_in_the_period(walked: Walk) -> None:
    usual = walked.desk.answers("export-figures", *PERIOD)
    for year, period in (("2020", "Q2"), ("2563", "2563-Q2"), ("2563", "M6"), ("2020", "2563-q2")):
        answer = walked.desk.answers("export-figures", "--fiscal-year", year, "--period", period)
        assert answer["figures"] == usual["figures"]


def test_a_bare_day_means_its_end(walked: Walk) -> None:
    bangkok = datetime.now(UTC) + timedelta(hours=7)
    assert walked.desk.figures((bangkok + timedelta(days=1)).date().isoformat()) == walked.desk.figures()
    two_days_ago = (bangkok - timedelta(days=2)).date().isoformat()
    before = walked.desk.manage("export-figures", *PERIOD, "--as-of", two_days_ago, "--language", "en")
    assert (before.exit_code, before.stderr) == (2, "No plan was loaded yet at that time.\n")


def test_without_json_the_same_figures_stand_in_a_table(walked: Walk) -> None:
    names, *lines = walked.desk.does("export-figures", *PERIOD).splitlines()
    rows = [dict(zip(names.split("\t"), line.split("\t"), strict=True)) for line in lines]
    figures = walked.desk.figures()
    assert [row["scope"] for row in rows] == list(figures)
    homes = next(row for row in rows if row["scope"] == "kpi N1")
    assert (homes["actual"], homes["target_to_date"], homes["score"]) == ("574.0", "550.0", "5.0")
    assert homes["best"] == ""
