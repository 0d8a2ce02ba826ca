"""An address may be typed, cut off, old or malicious: it is refused in a sentence, or shown as it is written."""

from pathlib import Path

import pytest

from sample_data.stories import RESTATED
from tests.journeys.reader import card, chosen, opened, read, refusal_on, ways

UNKNOWN = [
    ("strategy", {"strategy": "S9"}, "ไม่พบยุทธศาสตร์ “S9” ในแผนนี้"),
    ("kpi", {"kpi": "K999"}, "ไม่พบตัวชี้วัด “K999” ในแผนนี้"),
    ("kpi", {"kpi": RESTATED.kpi, "region": "R0"}, "ไม่พบภาค “R0” ในแผนนี้"),
    ("kpi", {"kpi": RESTATED.kpi, "province": "99"}, "ไม่พบจังหวัด “99” ในแผนนี้"),
    ("flagship", {"flagship": "FS99"}, "ไม่พบโครงการสำคัญ “FS99” ในแผนนี้"),
    ("region", {"region": "R0"}, "ไม่พบภาค “R0” ในแผนนี้"),
    ("region", {"province": "99"}, "ไม่พบจังหวัด “99” ในแผนนี้"),
    ("overview", {"year": "2570"}, "แผนครอบคลุมปีงบประมาณ 2560 ถึง 2564 ไม่รวมปีงบประมาณ 2570"),
    ("overview", {"year": "next"}, "“next” ไม่ใช่ปีงบประมาณ"),
    ("overview", {"year": "²"}, "“²” ไม่ใช่ปีงบประมาณ"),
    ("overview", {"period": "Q5"}, "“Q5” ไม่ใช่งวด โปรดเขียนเช่น 2563-Q2, M5 หรือ R1"),
    ("overview", {"asof": "yesterday"}, "“yesterday” ไม่ใช่วันที่ โปรดเลือกจากรายการ"),
    ("overview", {"asof": "9999-12-31T23:59:59Z"}, "“9999-12-31T23:59:59Z” ไม่ใช่วันที่ โปรดเลือกจากรายการ"),
    ("overview", {"asof": "2000-01-01"}, "ขณะนั้นยังไม่มีแผนที่ใช้บังคับ โปรดเลือกวันที่หลังจากนั้น"),
]
PLACES = [
    ("strategy", "strategy"),
    ("kpi", "kpi"),
    ("flagship", "flagship"),
    ("department", "department"),
    ("region", "region"),
    ("region", "province"),
    ("overview", "year"),
    ("overview", "period"),
    ("overview", "asof"),
]
HOSTILE = {
    "markdown": "**b** ![x](http://evil.example/x.png) $x$ :red[hi] `c`",
    "html": "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "formula": "=cmd|' /C calc'!A0",
    "path": "../../../etc/passwd",
    "query": "' OR 1=1 --",
    "placeholder": "{code} {0} {code.__class__}",
    "signs": "\x00\x1b[31m \u202ereversed 🦋",
}


@pytest.mark.parametrize(("page", "address", "said"), UNKNOWN, ids=lambda value: str(value)[:24])
def test_what_the_plan_does_not_have_is_refused_in_a_sentence(
    ministry: Path, page: str, address: dict[str, str], said: str
) -> None:
    assert refusal_on(opened(page, **address)) == said


def test_an_unknown_department_is_told_which_there_are(ministry: Path) -> None:
    said = refusal_on(opened("department", department="00000"))
    assert said.startswith("ไม่พบหน่วยงาน “00000” ในแผน หน่วยงานในแผนได้แก่ 06101,")


@pytest.mark.parametrize("name", ["06104", "DOP", "ผส."])
def test_a_department_goes_by_its_code_and_by_its_short_names(ministry: Path, name: str) -> None:
    assert chosen(opened("department", department=name), "pick_department") == "06104"


def test_a_refusal_is_said_in_the_readers_language(ministry: Path) -> None:
    assert refusal_on(opened("kpi", kpi="K999", lang="en")) == "There is no KPI “K999” in this plan."


@pytest.mark.parametrize("address", [{"period": "Q5"}, {"asof": "2000-01-01"}], ids=str)
def test_a_refusal_leads_out_of_what_was_refused(ministry: Path, address: dict[str, str]) -> None:
    """The way to the overview keeps the language alone: the moment may be what was wrong."""
    app = opened("strategy", lang="en", strategy="S1", **address)
    assert refusal_on(app)
    assert ways(app)["To the overview"] == "./?lang=en"


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_address_is_shown_as_it_is_written(ministry: Path, name: str) -> None:
    for page, parameter in PLACES:
        said = refusal_on(opened(page, **{parameter: HOSTILE[name]}))
        # What turns the direction of writing is shown as what it is, and does nothing.
        shown = " ".join(HOSTILE[name].split()).replace("\u202e", "⟨U+202E⟩")
        assert parameter == "asof" or shown.upper() in said.upper()


@pytest.mark.parametrize(("page", "parameter"), PLACES)
def test_ten_thousand_letters_are_not_an_address(ministry: Path, page: str, parameter: str) -> None:
    app = opened(page, **{parameter: "ก" * 10_000})
    assert not app.exception
    assert not app.error
    assert not app.warning
    assert "กกกกก" not in read(app)


def test_an_unknown_language_is_the_plans_own(ministry: Path) -> None:
    assert card(opened(lang="<b>xx</b>"), "whole", "คะแนนภาพรวมของแผน")


def test_parameters_that_nobody_knows_are_not_heeded(ministry: Path) -> None:
    assert read(opened(utm_source="mail", embed="true")) == read(opened())
