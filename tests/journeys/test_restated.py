"""A figure that was changed afterwards carries the same mark on every screen that shows it.

In the sample ministry a province's figure of K111 for the first quarter of 2561 was corrected in February of that
fiscal year; no other figure that was shown then ever was.
"""

from pathlib import Path

import pytest

from sample_data.stories import CORRECTIONS
from tests.journeys.reader import below, card, hover_texts, is_well, opened, read, table
from tests.sample_data.test_stories import PLAN

RESTATED = CORRECTIONS[2]
MOMENT = {"year": "2561", "period": "Q1"}
MARK = "✱ แก้ไขย้อนหลัง"
REGION = next(
    r.code for r in PLAN.main_regions() if RESTATED.province in {p.code for p in PLAN.provinces_in(r.code)}
)


@pytest.mark.parametrize(
    ("page", "key", "address"),
    [
        ("overview", "exceptions", {}),
        ("strategy", "strategy_kpis", {"strategy": "S1"}),
        ("kpi", "kpis_S1", {}),
        ("department", "department_kpis", {"department": RESTATED.department}),
        ("region", "place_kpis", {"province": RESTATED.province}),
        ("region", "place_kpis", {"region": REGION}),
    ],
)
def test_a_list_marks_the_figure_that_was_restated_and_no_other(
    ministry: Path, page: str, key: str, address: dict[str, str]
) -> None:
    app = opened(page, **MOMENT, **address)
    assert is_well(app)
    assert below(app, key, "ผลงาน") == {RESTATED.kpi: MARK}


def test_a_place_that_was_not_restated_carries_no_mark(ministry: Path) -> None:
    app = opened("region", **MOMENT, province="10")
    assert is_well(app)
    assert len(table(app, "place_kpis")) > 1
    assert below(app, "place_kpis", "ผลงาน") == {}


def test_the_page_of_the_kpi_marks_card_map_bars_and_the_cell_itself(ministry: Path) -> None:
    app = opened("kpi", **MOMENT, kpi=RESTATED.kpi, region=REGION, province=RESTATED.province)
    assert is_well(app)
    assert MARK in card(app, "kpi_cards", "ผลงาน")
    for chart in ("kpi_map", "kpi_provinces"):
        marked = [code for code, said in hover_texts(app, chart).items() if MARK in said]
        assert marked == [RESTATED.province]
    assert list(below(app, "provenance", "ตัวตั้ง").values()) == [MARK]


def test_before_it_was_changed_nothing_was_marked(ministry: Path) -> None:
    day = RESTATED.sent_again.date().isoformat()
    app = opened("overview", **MOMENT, asof=f"{day}T00:00:00Z")
    assert is_well(app)
    assert MARK not in read(app)
    assert below(app, "exceptions", "ผลงาน") == {}


def test_a_flagship_marks_the_figures_of_its_kpis(ministry: Path) -> None:
    """K206 was corrected in the third quarter of 2564; it belongs to the flagship FS04."""
    app = opened("flagship", year="2564", period="Q3", flagship="FS04")
    assert is_well(app)
    assert below(app, "flagship_kpis", "ผลงาน") == {"K206": MARK}
