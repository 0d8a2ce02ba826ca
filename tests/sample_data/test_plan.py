"""The sample plan is whole, says that it is a sample, and passes every rule of the plan workbook."""

import pytest

from domain.text import Language
from plan_workbook.reading import read_plan
from plan_workbook.writing import render_plan
from sample_data.plan_places import population_shares
from sample_data.plan_versions import SampleVersion, sample_versions, version_at
from workbooks.cells import Workbook
from workbooks.reading import Upload, read_workbook

PLAN = sample_versions()[-1].plan
SAMPLE = "ข้อมูลตัวอย่าง"


@pytest.mark.parametrize("version", sample_versions(), ids=lambda version: f"version {version.number}")
def test_a_version_goes_through_its_workbook_unchanged_and_without_a_finding(version: SampleVersion) -> None:
    content = render_plan(version.plan, version.targets, Language.THAI)
    workbook = read_workbook(Upload(name=version.file, content=content))
    assert isinstance(workbook, Workbook)
    reading = read_plan(workbook)
    assert [finding.code for finding in reading.findings] == []
    assert reading.plan == version.plan
    assert tuple(reading.targets) == version.targets


def test_the_plan_has_the_shape_that_the_ministry_published() -> None:
    assert (PLAN.first_year, PLAN.last_year) == (2017, 2021)
    assert [len(part) for part in (PLAN.strategies, PLAN.goals, PLAN.flagships, PLAN.provinces)] == [
        4,
        10,
        10,
        77,
    ]
    assert [
        sum(department.inside is inside for department in PLAN.departments) for inside in (True, False)
    ] == [10, 2]
    assert {len(province.regions) for province in PLAN.provinces} == {3}


def test_every_province_has_a_short_name_of_its_own_in_both_languages() -> None:
    shorts = [province.short for province in PLAN.provinces]
    assert len({short.th for short in shorts}) == len({short.en for short in shorts}) == 77
    assert {(len(short.th), len(short.en)) for short in shorts} == {(2, 3)}
    by_code = {province.code: province.short.th for province in PLAN.provinces}
    assert [by_code[code] for code in ("10", "39", "58", "84", "96")] == ["กท", "นภ", "มส", "สฎ", "นธ"]


def test_whatever_is_made_up_says_so() -> None:
    assert SAMPLE in PLAN.notice.th
    assert all(SAMPLE in version.file and SAMPLE in version.plan.title.th for version in sample_versions())
    assert all(SAMPLE in kpi.source.th for kpi in PLAN.kpis)
    assert [SAMPLE in strategy.name.th for strategy in PLAN.strategies] == [True, True, True, False]


def test_every_kpi_is_described_in_both_languages() -> None:
    for kpi in PLAN.kpis:
        texts = [kpi.name, kpi.unit, kpi.definition, kpi.source, kpi.responsible]
        texts += [kpi.numerator_name, kpi.denominator_name] if kpi.is_ratio else []
        assert all(text.th and text.en for text in texts), kpi.code


def test_every_department_keeps_a_kpi_and_every_flagship_is_led_from_inside() -> None:
    assert {keeper for kpi in PLAN.kpis for keeper in kpi.keepers} == {d.code for d in PLAN.departments}
    assert {flagship.lead for flagship in PLAN.flagships} <= {d.code for d in PLAN.departments if d.inside}


def test_each_flagships_milestones_weigh_a_hundred_and_follow_each_other() -> None:
    for flagship in PLAN.flagships:
        steps = [step for step in PLAN.milestones if step.flagship == flagship.code]
        assert sum(step.weight for step in steps) == 100
        assert all(step.planned_start < step.planned_end for step in steps)
        assert [step.planned_end for step in steps] == sorted(step.planned_end for step in steps)


def test_the_provinces_share_the_country_by_their_people() -> None:
    shares = population_shares()
    assert sum(shares.values()) == pytest.approx(1.0)
    assert shares.keys() == {province.code for province in PLAN.provinces}
    assert max(shares, key=lambda code: shares[code]) == "10"


def test_the_version_in_force_is_the_last_one_loaded_before() -> None:
    for version in sample_versions():
        assert version_at(version.loaded_at).number == version.number
