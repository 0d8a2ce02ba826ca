"""A minister in a meeting: are we on course, what got worse, what needs a decision, and what is behind it."""

from pathlib import Path

from streamlit.testing.v1 import AppTest

from sample_data.loading import SEED
from sample_data.stories import LATE, LOWERED, SILENT, SLIDING
from sample_data.truths import homes_completed, late_flagship, sliding_scores, strategy_score
from tests.journeys.reader import (
    alternative,
    card,
    finding,
    has_table,
    head_of,
    hover_texts,
    is_well,
    leads_to,
    opened,
    picked,
    read,
    refusal_on,
    spoken,
    table,
    table_with,
    ways,
)

STRATEGIES = ("S1", "S2", "S3", "S4")
YEAR, SHOWN_YEAR = 2021, "2564"
BAD = ("◆ เสี่ยง", "■ วิกฤต")


def _scored(score: float | None) -> str:
    assert score is not None
    return f"{score:.2f}"


def test_the_first_screen_says_the_score_of_the_plan_and_of_every_strategy(ministry: Path) -> None:
    app = opened()
    assert is_well(app)
    whole = strategy_score(SEED, "", YEAR, 12)
    assert card(app, "whole", "คะแนนภาพรวมของแผน").startswith(_scored(whole))
    said = hover_texts(app, "strategies")
    assert set(said) == set(STRATEGIES)
    for code in STRATEGIES:
        assert f"คะแนน {_scored(strategy_score(SEED, code, YEAR, 12))} ·" in said[code]


def test_what_pulls_the_score_down_is_named_the_costliest_first(ministry: Path) -> None:
    rows = table(opened(), "exceptions")
    assert len(rows) > 0
    assert set(rows["สถานะ"]) <= set(BAD)
    assert list(rows["คะแนนที่เสียไป"]) == sorted(rows["คะแนนที่เสียไป"], reverse=True)


def test_the_one_department_that_has_not_reported_is_named(ministry: Path) -> None:
    assert table(opened(), "late").to_numpy().tolist() == [["สค.", "ก.ย. 2564", "30 ต.ค. 2564"]]
    assert SILENT.department == "06105"


def test_the_kpis_are_counted_by_status_and_a_count_leads_to_them(ministry: Path) -> None:
    app = opened("kpi")
    assert "แสดง 47 จาก 47 ตัวชี้วัด" in read(app)
    counted = next(label for label in ways(app) if label.startswith("■ วิกฤต"))
    assert ways(app)[counted] == "./kpi?lang=th&year=2564&period=Q4&status=critical"
    critical = opened("kpi", status="critical")
    shown = [status for name in ("S1", "S2", "S3", "S4") for status in statuses(critical, f"kpis_{name}")]
    assert set(shown) == {"■ วิกฤต"}
    assert counted == f"■ วิกฤต {len(shown)}"
    assert f"แสดง {len(shown)} จาก 47 ตัวชี้วัด" in read(critical)
    assert ways(opened())[counted] == ways(app)[counted]


def test_the_list_of_kpis_is_narrowed_step_by_step_in_the_address(ministry: Path) -> None:
    app = picked(opened("kpi"), "filter_strategy", "S1")
    app = picked(app, "filter_department", "06104")
    app = picked(app, "filter_status", "watch")
    chosen = {"strategy": "S1", "department": "06104", "status": "watch"}
    assert dict(app.query_params) == {"lang": "th", "year": "2564", "period": "Q4", **chosen}
    assert set(statuses(app, "kpis_S1")) == {"▲ เฝ้าระวัง"}
    assert all("ผส." in owners for owners in table(app, "kpis_S1")["ผู้รับผิดชอบ"])
    assert "ไม่มีตัวชี้วัดที่ตรงกับที่เลือก" in read(opened("kpi", **{**chosen, "strategy": "S4", "status": "critical"}))


def test_a_status_that_there_is_not_is_refused_in_a_sentence(ministry: Path) -> None:
    assert refusal_on(opened("kpi", status="red")) == "ไม่มีสถานะ “red”"


def statuses(app: AppTest, key: str) -> list[str]:
    """The statuses in a table of the page; none where there is no such table."""
    return list(table(app, key)["สถานะ"]) if has_table(app, key) else []


def test_another_fiscal_year_and_period_are_picked_and_stand_in_the_address(ministry: Path) -> None:
    app = picked(opened(), "scope_year", "2563")
    assert card(app, "whole", "คะแนนภาพรวมของแผน").startswith(_scored(strategy_score(SEED, "", 2020, 12)))
    app = picked(app, "scope_period", "Q2")
    assert card(app, "whole", "คะแนนภาพรวมของแผน").startswith(_scored(strategy_score(SEED, "", 2020, 6)))
    assert dict(app.query_params) == {"lang": "th", "year": "2563", "period": "Q2"}
    assert "ไตรมาส 2 ปีงบประมาณ 2563" in read(app)
    assert is_well(app)


def test_picking_another_year_begins_at_its_end_again(ministry: Path) -> None:
    app = picked(opened(year="2563", period="Q2"), "scope_year", "2561")
    assert dict(app.query_params) == {"lang": "th", "year": "2561"}
    assert "ไตรมาส 4 ปีงบประมาณ 2561" in read(app)


def test_a_strategy_that_slides_is_seen_sliding(ministry: Path) -> None:
    for period, score in zip(("Q1", "Q2", "Q3", "Q4"), sliding_scores(SEED), strict=True):
        app = opened("strategy", strategy=SLIDING.strategy, year=SHOWN_YEAR, period=period)
        assert head_of(app).startswith("บูรณาการทุกภาคส่วนให้มีส่วนร่วมในการพัฒนาสังคม")
        assert card(app, "strategy_cards", "คะแนน").startswith(_scored(score))


def test_the_departments_of_a_strategy_are_not_those_of_the_whole(ministry: Path) -> None:
    """Two charts of one name at one address on two pages."""
    of_strategy, of_whole = opened("strategy"), opened("department")
    assert set(hover_texts(of_strategy, "departments")) < set(hover_texts(of_whole, "departments"))


def test_a_lowered_target_shows_both_lines_and_the_year_by_the_one_in_force(ministry: Path) -> None:
    app = opened("kpi", kpi=LOWERED.kpi, year="2563")
    assert "ทั้งปี 9,000" in card(app, "kpi_cards", "เป้าหมายสะสมถึงงวดนี้")
    assert card(app, "kpi_cards", "ผลงาน").startswith(f"{homes_completed(SEED):,.0f}"[:3])
    assert "เป้าหมายเดิม 12,000" in hover_texts(app, "trend")["2563-R3"]
    before = opened("kpi", kpi=LOWERED.kpi, year="2563", asof="2020-05-14T16:59:59Z")
    assert "ทั้งปี 12,000" in card(before, "kpi_cards", "เป้าหมายสะสมถึงงวดนี้")


def test_a_flagship_ninety_days_late_says_so_on_every_screen(ministry: Path) -> None:
    truth = late_flagship()
    app = opened("flagship", flagship=LATE.flagship)
    assert head_of(app) == "Digital Technology Upgrade"
    assert f"ช้ากว่าแผน {LATE.days} วัน" in card(app, "flagship_cards", "เทียบกับแผน")
    assert card(app, "flagship_cards", "ความก้าวหน้า").startswith(f"ร้อยละ {100 * truth.complete:.1f}"[:-1])
    assert f"{truth.disbursed:,.0f} บาท" in card(app, "flagship_cards", "เบิกจ่าย")
    portfolio = table(opened("flagship"), "portfolio").set_index("โครงการสำคัญ")
    assert portfolio.loc["Digital Technology Upgrade", "ช้ากว่าแผน (วัน)"] == LATE.days
    assert f"{LATE.days} วัน" in hover_texts(opened(), "flagships")[LATE.flagship]


def test_a_department_sees_which_of_its_returns_is_missing(ministry: Path) -> None:
    app = opened("department", department=SILENT.department)
    assert head_of(app) == "กรมกิจการสตรีและสถาบันครอบครัว"
    last = table_with(app, "วันที่ส่ง").iloc[-1]
    assert [last["แบบรายงานผลถึงสิ้นเดือน"], last["วันที่ส่ง"]] == ["ก.ย. 2564", "ยังไม่รายงาน"]


def test_a_department_sees_the_flagships_that_it_leads_and_goes_to_one(ministry: Path) -> None:
    app = opened("department", department="06102")
    led = table(app, "led").set_index("โครงการสำคัญ")
    assert led.loc["Digital Technology Upgrade", "ช้ากว่าแผน (วัน)"] == LATE.days
    assert led.loc["Digital Technology Upgrade", "สถานะ"] == "▲ เฝ้าระวัง"
    assert leads_to(app, "table", "led").startswith("./flagship?")
    assert "หน่วยงานนี้ไม่ได้เป็นเจ้าภาพโครงการสำคัญ" in read(opened("department", department=SILENT.department))


def test_from_a_region_to_a_province(ministry: Path) -> None:
    app = opened("region")
    assert "แผนที่ 77 พื้นที่" in alternative(app, "region_map")
    app = picked(app, "pick_region", "R6N")
    assert head_of(app) == "ภาคเหนือ"
    app = picked(app, "pick_province", "58")
    assert head_of(app) == "แม่ฮ่องสอน"
    moment = {"lang": "th", "year": "2564", "period": "Q4"}
    assert dict(app.query_params) == {**moment, "region": "R6N", "province": "58"}
    assert is_well(app)
    assert len(table(app, "place_kpis")) > 0


def test_what_the_charts_of_regions_find_is_of_the_chosen_region(ministry: Path) -> None:
    of_all, north = opened("region"), opened("region", region="R6N")
    assert finding(of_all, "heat").startswith("ต่ำสุดคือ ภาคตะวันตก ใน บูรณาการทุกภาคส่วน")
    assert finding(north, "heat").startswith("ต่ำสุดคือ ภาคเหนือ ใน บูรณาการทุกภาคส่วน")
    assert finding(of_all, "region_map").endswith(" 77 พื้นที่")
    assert finding(north, "region_map") == "ภาคเหนือ : เฝ้าระวัง 9 จาก 9 พื้นที่"
    assert "แผนที่ 77 พื้นที่" in alternative(north, "region_map")


def test_where_every_region_is_below_the_whole_the_page_says_why(ministry: Path) -> None:
    below = opened("region", year="2563", period="Q4")
    whole = _scored(strategy_score(SEED, "", 2020, 12))
    assert f"ทุกภาคได้คะแนนต่ำกว่าภาพรวมของแผน ({whole} คะแนน)" in read(below)
    assert "ทุกภาคได้คะแนนต่ำกว่า" not in read(opened("region"))


def test_the_language_is_switched_and_stays_with_the_place(ministry: Path) -> None:
    app = opened("kpi", kpi=LOWERED.kpi, year="2563")
    app = spoken(app, "en")
    assert dict(app.query_params) == {"lang": "en", "year": "2563", "period": "Q4", "kpi": LOWERED.kpi}
    assert "whole year 9,000" in card(app, "kpi_cards", "Target to date")
    app = spoken(app, "th")
    assert "ทั้งปี 9,000" in card(app, "kpi_cards", "เป้าหมายสะสมถึงงวดนี้")


def test_below_a_chart_its_table_is_opened(ministry: Path) -> None:
    app = opened()
    app.session_state["strategies_open"] = True
    rows = table_with(app.run(), "ความครอบคลุม")
    assert is_well(app)
    assert list(rows["รหัส"]) == list(STRATEGIES)
    assert rows["คะแนน"].map(_scored).tolist() == [
        _scored(strategy_score(SEED, code, YEAR, 12)) for code in STRATEGIES
    ]
