"""From a figure to the cell of the workbook that it came from, and to who sent it."""

from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from domain.fiscal import Era
from domain.text import Language
from house_style.dates import say_date, say_instant
from house_style.wording import wording
from sample_data.generator import list_sample_files
from sample_data.loading import SEED
from sample_data.plan_versions import sample_versions
from sample_data.rendering import render_return
from sample_data.returns_schedule import PlannedReturn, planned_returns
from sample_data.stories import CORRECTIONS, RESTATED, SILENT, Correction
from sample_data.truths import restated
from tests.journeys.reader import below, head_of, is_well, opened, picked, read, table, table_with
from ui.house import open_house
from ui.scope import end_of_day
from use_cases.authority import Caller
from use_cases.import_returns import import_returns
from workbooks.reading import Upload

PLACE = {"kpi": RESTATED.kpi, "province": RESTATED.province, "year": "2563", "period": "Q2"}
THE_DAY_BEFORE = "2020-09-08T16:59:59Z"
MONTH = "มี.ค. 2563"


@pytest.mark.parametrize("correction", [RESTATED, *CORRECTIONS[1:4]], ids=lambda c: f"{c.kpi} {c.year}")
def test_the_cell_that_is_named_holds_the_figure(ministry: Path, correction: Correction) -> None:
    year = str(correction.year + 543)
    app = opened(
        "kpi", kpi=correction.kpi, province=correction.province, year=year, period=f"M{correction.month}"
    )
    row = table_with(app, "ช่อง").iloc[0]
    assert row["ตัวตั้ง"] == restated(SEED, correction).corrected
    assert below(app, "provenance", "ตัวตั้ง")["0"] == "✱ แก้ไขย้อนหลัง"
    [file] = [file for file in list_sample_files(SEED) if file.name == row["ไฟล์"]]
    book = load_workbook(BytesIO(file.render()), data_only=True)
    assert float(book[row["แผ่นงาน"]][row["ช่อง"]].value) == restated(SEED, correction).corrected
    assert (
        say_instant(correction.sent_again, wording(Language.THAI), Era.BUDDHIST, zone="Asia/Bangkok")
        in row["ผู้ส่งและเวลาที่ส่ง"]
    )


def test_as_of_an_earlier_day_a_restated_figure_is_the_one_of_then(ministry: Path) -> None:
    truth = restated(SEED)
    then, now = (
        table_with(app, "ช่อง").iloc[0]
        for app in (opened("kpi", **PLACE, asof=THE_DAY_BEFORE), opened("kpi", **PLACE))
    )
    assert [then["เดือน"], then["ตัวตั้ง"], then["ฉบับที่"]] == [MONTH, truth.first, "1"]
    assert [now["เดือน"], now["ตัวตั้ง"], now["ฉบับที่"]] == [MONTH, truth.corrected, "2"]


def test_the_day_is_picked_from_the_days_of_publication(ministry: Path) -> None:
    earlier = (planned.sent_at.date() for planned in planned_returns(SEED))
    day = max(day for day in earlier if day < RESTATED.sent_again.date())
    app = picked(opened("kpi", **PLACE), "scope_asof", end_of_day(day, "Asia/Bangkok"))
    assert f"ข้อมูล ณ วันที่ {say_date(day, wording(Language.THAI), Era.BUDDHIST)} 23:59 น." in read(app)
    assert table_with(app, "ช่อง").iloc[0]["ตัวตั้ง"] == restated(SEED).first


def test_a_kpi_leads_to_a_province_by_its_region(ministry: Path) -> None:
    app = picked(opened("kpi", kpi=RESTATED.kpi, year="2563", period="Q2"), "pick_region", "R6NE")
    app = picked(app, "pick_province", RESTATED.province)
    assert dict(app.query_params) == {**PLACE, "lang": "th", "region": "R6NE"}
    assert table_with(app, "ช่อง").iloc[0]["ตัวตั้ง"] == restated(SEED).corrected
    assert is_well(app)


def test_a_return_that_arrives_changes_every_screen_at_once(own_ministry: Path) -> None:
    before = opened()
    assert list(table(before, "late")["หน่วยงาน"]) == ["สค."]
    upload = Upload(name="สค 2564-12.xlsx", content=_missing_return())
    now = datetime(2021, 11, 15, 3, 0, tzinfo=UTC)
    [result] = import_returns(
        open_house().database, Caller.operator("ผู้รายงาน"), [upload], approver="ผู้อนุมัติ", clock=lambda: now
    )
    assert result.version == 1
    after = before.run()
    assert "ได้รับแบบรายงานผลที่ถึงกำหนดครบทุกหน่วยงานแล้ว" in read(after)
    assert "ข้อมูล ณ วันที่ 15 พ.ย. 2564 10:00 น." in read(after)
    department = opened("department", department=SILENT.department)
    assert table_with(department, "วันที่ส่ง").iloc[-1]["วันที่ส่ง"] == "15 พ.ย. 2564"
    assert head_of(department) == "กรมกิจการสตรีและสถาบันครอบครัว"


def _missing_return() -> bytes:
    version = sample_versions()[-1]
    [department] = [d for d in version.plan.departments if d.code == SILENT.department]
    planned = PlannedReturn(
        department=department,
        year=SILENT.year,
        month=SILENT.month,
        sent_at=datetime(2021, 11, 15, 3, 0, tzinfo=UTC),
        version=version,
    )
    return render_return(SEED, planned)
