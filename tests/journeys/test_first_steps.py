"""Before there is anything to show: what to do first, how far the start has come, and what went wrong with it."""

import re
import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pytest

from access.start_up import Preparation, Report, Settings, find_preparation, start
from sample_data.loading import prepare
from tests.journeys.reader import PAGES, is_well, opened, plain, read, spoken
from ui.house import close_house

NUMBER = re.compile(r"\b[0-9A-F]{8}\b")


@pytest.mark.parametrize("page", PAGES)
def test_an_empty_house_says_what_to_do_first(empty_house: Path, page: str) -> None:
    app = opened(page)
    assert is_well(app)
    assert app.header[0].value == "ยังไม่ได้นำเข้าข้อมูล"
    assert "โปรดนำเข้าไฟล์แผนก่อน" in read(app)
    assert "python manage.py import-plan" in app.code[0].value


def test_an_empty_house_says_it_in_english_when_the_switch_is_used(empty_house: Path) -> None:
    app = spoken(opened(), "en")
    assert is_well(app)
    assert app.header[0].value == "Nothing is loaded yet"
    assert "No plan is loaded yet. Load a plan workbook first." in read(app)


@pytest.mark.parametrize(
    ("language", "said"),
    [("th", "โปรดแจ้งหมายเลขอ้างอิง"), ("en", "tell the administrator the reference number")],
)
def test_a_start_that_failed_shows_the_number_that_stands_in_the_log(
    empty_house: Path, caplog: pytest.LogCaptureFixture, language: str, said: str
) -> None:
    def fail(settings: Settings, report: Report) -> None:
        report("Sample data are being read from Excel workbooks", 3, 10)
        raise OSError(f"{settings.data}: the secret disk is full")

    with start(preload=(), prepare=fail):
        _wait_until_failed()
        app = opened(lang=language)
    [number] = NUMBER.findall(plain(app.error[0].value))
    assert said in plain(app.error[0].value)
    assert number in caplog.text
    assert "secret" not in read(app)


def test_a_start_that_was_refused_says_why(empty_house: Path) -> None:
    _written_by_a_newer_version(empty_house)
    with start(preload=(), prepare=prepare):
        _wait_until_failed()
        app = opened()
    assert not app.exception
    assert "โปรแกรมรุ่นใหม่กว่า (ขั้นที่ 9999)" in read(app)


def _wait_until_failed() -> None:
    deadline = time.monotonic() + 5
    while not (find_preparation().reference or find_preparation().refusal) and time.monotonic() < deadline:
        time.sleep(0.01)


def test_a_start_that_goes_on_shows_how_far_it_has_come(
    empty_house: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps = iter(
        [
            Preparation(doing="Sample data are being read from Excel workbooks", done=3, total=10),
            Preparation(doing="Sample data are being read from Excel workbooks", done=3, total=10),
            Preparation(reference="0A1B2C3D"),
        ]
    )
    monkeypatch.setattr("access.start_up.find_preparation", lambda: next(steps))
    app = opened()
    [bar] = app.progress
    assert bar.value == 30
    assert bar.text == "กำลังอ่านข้อมูลตัวอย่างจากไฟล์ Excel 3/10"
    assert "0A1B2C3D" in plain(app.error[0].value)


def test_a_database_of_a_newer_version_is_refused_in_a_sentence(empty_house: Path) -> None:
    _written_by_a_newer_version(empty_house)
    app = opened()
    assert not app.exception
    assert not app.error
    assert "โปรแกรมรุ่นใหม่กว่า" in plain(app.warning[0].value)


def _written_by_a_newer_version(house: Path) -> None:
    assert is_well(opened())
    close_house()
    with closing(sqlite3.connect(house / "dashboard.db")) as database, database:
        database.execute("UPDATE alembic_version SET version_num = '9999'")


def test_a_fault_of_ours_shows_a_number_and_the_log_tells_the_rest(
    ministry: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("SELECT secret FROM /a/path")

    monkeypatch.setattr("use_cases.view_overview.view_overview", fail)
    app = opened(year="2562", period="M7")
    [number] = NUMBER.findall(plain(app.error[0].value))
    assert "secret" not in read(app)
    assert number in caplog.text
    assert "SELECT secret FROM /a/path" in caplog.text
