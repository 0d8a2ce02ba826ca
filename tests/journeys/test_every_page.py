"""Every page, in both languages, with and without something chosen; each must also pass the ear for missing Thai."""

import re
from pathlib import Path

import pytest

from sample_data.stories import DIFFERING, FAR_OFF, LATE, SILENT
from tests.journeys.reader import is_well, labels_on, opened, read

THAI, LATIN = re.compile("[\u0e00-\u0e7f]"), re.compile("[A-Za-z]")
CHOSEN = [
    ("overview", {}),
    ("strategy", {"strategy": "S4"}),
    ("kpi", {}),
    ("kpi", {"kpi": FAR_OFF.kpi, "region": "R6N", "province": FAR_OFF.province}),
    ("kpi", {"kpi": DIFFERING.kpi}),
    ("flagship", {}),
    ("flagship", {"flagship": LATE.flagship}),
    ("department", {}),
    ("department", {"department": SILENT.department}),
    ("region", {}),
    ("region", {"region": "R6N", "province": FAR_OFF.province}),
]
NAMES = [" ".join([page, *address.values()]) for page, address in CHOSEN]
# Before the first figures of the plan's first year, in a month that closes no quarter, and at an instant of old.
MOMENTS = [
    {"year": "2560", "period": "M1"},
    {"year": "2563", "period": "M8"},
    {"asof": "2018-07-01T00:00:00Z"},
]


@pytest.mark.parametrize(("page", "address"), CHOSEN, ids=NAMES)
def test_a_page_speaks_thai(ministry: Path, page: str, address: dict[str, str]) -> None:
    app = opened(page, **address)
    assert is_well(app)
    assert [label for label in labels_on(app) if LATIN.search(label)] == []


@pytest.mark.parametrize(("page", "address"), CHOSEN, ids=NAMES)
def test_a_page_speaks_english(ministry: Path, page: str, address: dict[str, str]) -> None:
    app = opened(page, lang="en", **address)
    assert is_well(app)
    assert [label for label in labels_on(app) if THAI.search(label)] == []


@pytest.mark.parametrize(("page", "address"), CHOSEN, ids=NAMES)
def test_a_page_stands_at_any_moment(ministry: Path, page: str, address: dict[str, str]) -> None:
    assert [moment for moment in MOMENTS if not is_well(opened(page, **address, **moment))] == []


@pytest.mark.parametrize(("page", "address"), CHOSEN, ids=NAMES)
def test_what_was_not_reported_is_never_shown_as_a_broken_number(
    ministry: Path, page: str, address: dict[str, str]
) -> None:
    app = opened(page, year="2560", period="M1", **address)
    shown = [text.value for text in app.text] + [block.value for block in app.html]
    assert not re.search(r"\b(nan|None|inf)\b", " ".join(shown))
    assert "ยังไม่รายงาน" in read(app) or "ไม่มีข้อมูล" in read(app)
