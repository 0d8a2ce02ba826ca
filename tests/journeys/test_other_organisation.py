"""Calendar years, three pillars, twelve basins, no flagships, English only: the same screens."""

import re
from pathlib import Path

import pytest

from tests.journeys.reader import PAGES, card, head_of, is_well, opened, picked, read, table, table_with

THAI = re.compile("[\u0e00-\u0e7f]+")
OF_THE_MINISTRY = ("Social", "Human Security", "baht", "BE", "Thailand", "Bangkok", "Chiang")


@pytest.mark.parametrize("page", PAGES)
def test_every_page_speaks_english_and_says_no_word_of_the_ministry(water_ministry: Path, page: str) -> None:
    app = opened(page)
    assert is_well(app)
    # The switch names each language in itself.
    assert set(THAI.findall(read(app))) == {"ไทย"}
    assert [word for word in OF_THE_MINISTRY if re.search(rf"\b{word}\b", read(app))] == []


def test_its_overview_carries_its_own_title_year_and_vision(water_ministry: Path) -> None:
    app = opened()
    assert head_of(app) == "Water for All 2024-2026"
    assert "Safe water, clean rivers, dry streets · quarter 2, fiscal year 2024" in read(app)


def test_a_plan_without_flagships_says_so(water_ministry: Path) -> None:
    assert "This plan has no flagship projects." in read(opened("flagship"))
    assert "This plan has no flagship projects." in read(opened())


def test_its_phasing_and_levels_judge_its_figures(water_ministry: Path) -> None:
    """Connections: 12 × (100 + 350) = 5,400 of 12,000 × 0.5 = 6,000, which is 90 %: level 4 of 60/70/80/90/100."""
    app = opened("kpi", kpi="W2")
    assert "5,400 households" in card(app, "kpi_cards", "Actual")
    assert "6,000 households" in card(app, "kpi_cards", "Target to date")
    assert card(app, "kpi_cards", "Attainment").startswith("90%")
    assert card(app, "kpi_cards", "Score").startswith("4.00 ▲ Watch")


def test_its_first_periods_lead_from_a_river_system_to_a_basin(water_ministry: Path) -> None:
    app = picked(opened("kpi", kpi="W2"), "pick_region", "NOR")
    app = picked(app, "pick_province", "UF")
    rows = table_with(app, "Cell")
    assert list(rows["Month"]) == ["Jun 2024", "Mar 2024"]
    assert list(rows["Numerator"]) == [350, 100]
    assert set(rows["File"]) == {"DWS 6.xlsx", "DWS 3.xlsx"}


def test_the_owner_outside_it_that_kept_silent_is_named(water_ministry: Path) -> None:
    late = table(opened(), "late")
    assert ["DHP", "Jun 2024", "20 Jul 2024"] in late.to_numpy().tolist()


def test_its_screens_can_be_asked_for_in_thai(water_ministry: Path) -> None:
    app = opened(lang="th")
    assert is_well(app)
    assert "ภาพรวม" in read(app)
    assert head_of(app) == "Water for All 2024-2026"
