from datetime import date

from domain.accumulation import Sums
from domain.expectation import Place
from domain.figure import Cause
from domain.flagship_progress import Progress
from domain.kpi import (
    Accumulation,
    Aggregation,
    Denominator,
    Grain,
    LevelRow,
    LevelsOf,
    Owner,
    Polarity,
    Scale,
    Sharing,
)
from domain.plan import Bands
from domain.roll_up import GroupScore
from domain.status import Status
from domain.text import Language, Text
from house_style.group_reasons import (
    say_coverage,
    say_group_reason,
    say_progress_reason,
    say_whole_above,
)
from house_style.reasons import say_reason
from house_style.wording import wording
from tests.house_style.builders import a_figure, a_kpi, some_sums

THAI, ENGLISH = wording(Language.THAI), wording(Language.ENGLISH)
BANDS = Bands()
TWO_OWNERS = (Owner(department="A"), Owner(department="B"))


def test_a_total_below_the_limit_of_watch_says_so_as_the_rules_print_it() -> None:
    # 1,180 of 3,000 × 6/12 is 78.67 %; on levels 60/70/80/90/100 that is 2 + 8.67/10 = 2.87.
    figure, plan = a_figure(a_kpi(), {"A": some_sums(1180)}, target=3000)
    assert say_reason(figure, plan, THAI) == (
        "ผลงาน 1,180 จากเป้าหมายสะสม 1,500 (ร้อยละ 78.7) ได้ 2.87 คะแนน ต่ำกว่าเกณฑ์เฝ้าระวัง 3.00 : "
        "รายงานแล้ว 61 จาก 77 จังหวัด"
    )
    assert say_reason(figure, plan, ENGLISH) == (
        "Actual 1,180 of a target to date of 1,500 (78.7%) scores 2.87, below the limit of 3.00 for “Watch”: "
        "61 of 77 provinces have reported."
    )


def test_a_total_that_reaches_its_target_says_which_limit_it_reaches() -> None:
    figure, plan = a_figure(a_kpi(grain=Grain.WHOLE), {"A": some_sums(1500, reported=1)}, target=3000)
    assert figure.status is Status.ON_TRACK
    assert say_reason(figure, plan, THAI) == (
        "ผลงาน 1,500 จากเป้าหมายสะสม 1,500 (ร้อยละ 100) ได้ 5.00 คะแนน ถึงเกณฑ์เป็นไปตามแผน 4.00"
    )


def test_on_track_short_of_the_target_says_both() -> None:
    # 1,395 of 1,500 is 93 %: not the target, but 4 + 3/10 = 4.30 on the levels of 60/70/80/90/100.
    figure, plan = a_figure(a_kpi(grain=Grain.WHOLE), {"A": some_sums(1395, reported=1)}, target=3000)
    assert figure.status is Status.ON_TRACK
    assert say_reason(figure, plan, THAI) == (
        "ผลงาน 1,395 ยังไม่ถึงเป้าหมายสะสม 1,500 (ร้อยละ 93 ของเป้าหมาย) "
        "แต่เมื่อคิดตามเกณฑ์คะแนนของตัวชี้วัดได้ 4.30 คะแนน ถึงเกณฑ์เป็นไปตามแผน 4.00"
    )
    assert say_reason(figure, plan, ENGLISH) == (
        "Actual 1,395 has not yet reached the target to date of 1,500 (93%), but by this KPI's scale it "
        "scores 4.30, which reaches the limit of 4.00 for “On track”."
    )


def test_on_track_over_a_ceiling_says_both() -> None:
    # 10 of 10.5 is 95.2 %, which scores 4.52.
    kpi = a_kpi(
        polarity=Polarity.LOWER_IS_BETTER, accumulation=Accumulation.LATEST, grain=Grain.WHOLE, decimals=1
    )
    figure, plan = a_figure(kpi, {"A": some_sums(10.5, reported=1)}, target=10)
    said = say_reason(figure, plan, THAI)
    assert said.startswith("ผลงาน 10.5 ยังเกินเป้าหมายซึ่งกำหนดไว้ไม่เกิน 10.0 (ร้อยละ 95.2 ของเป้าหมาย) แต่")


def test_on_track_outside_a_band_says_both() -> None:
    kpi = a_kpi(
        polarity=Polarity.WITHIN_BAND,
        accumulation=Accumulation.LATEST,
        scale=Scale.PROPORTIONAL,
        grain=Grain.WHOLE,
        levels=(),
    )
    # 1 beyond a band of 10 is a tenth of its width: attainment 0.9, score 4.5.
    figure, plan = a_figure(kpi, {"A": some_sums(21, reported=1)}, band=(10, 20))
    said = say_reason(figure, plan, THAI)
    assert said.startswith("ผลงาน 21 ยังอยู่นอกช่วงเป้าหมาย 10 ถึง 20 แต่เมื่อคิดตามเกณฑ์คะแนนของตัวชี้วัดได้ 4.50 คะแนน")


def test_a_level_of_work_below_the_one_aimed_at_says_both_where_it_is_on_track() -> None:
    kpi = a_kpi(
        scale=Scale.MILESTONE,
        accumulation=Accumulation.LATEST,
        aggregation=Aggregation.LOWEST,
        grain=Grain.WHOLE,
        levels_of=LevelsOf.ACTUAL,
        levels=(LevelRow(values=(1, 2, 3, 4, 5)),),
    )
    figure, plan = a_figure(kpi, {"A": some_sums(4, reported=1, month=12)}, month=12, target=5)
    assert say_reason(figure, plan, THAI) == (
        "ดำเนินงานถึงระดับ 4 ยังไม่ถึงเป้าหมายระดับ 5 แต่เมื่อคิดตามเกณฑ์คะแนนของตัวชี้วัดได้ 4.00 คะแนน ถึงเกณฑ์เป็นไปตามแผน 4.00"
    )


def test_watch_is_explained_by_the_limit_that_it_misses() -> None:
    # 84 % of target: 3 + 4/10 = 3.40, between watch (3) and on track (4).
    figure, plan = a_figure(a_kpi(grain=Grain.WHOLE), {"A": some_sums(1260, reported=1)}, target=3000)
    assert "scores 3.40, below the limit of 4.00 for “On track”." in say_reason(figure, plan, ENGLISH)


def test_more_than_twice_the_target_is_not_said_to_be_exactly_twice() -> None:
    figure, plan = a_figure(a_kpi(grain=Grain.WHOLE), {"A": some_sums(9000, reported=1)}, target=3000)
    assert "(ร้อยละ 200 ขึ้นไป)" in say_reason(figure, plan, THAI)


def test_where_less_is_better_the_target_is_a_ceiling() -> None:
    kpi = a_kpi(polarity=Polarity.LOWER_IS_BETTER, accumulation=Accumulation.LATEST, grain=Grain.WHOLE)
    figure, plan = a_figure(kpi, {"A": some_sums(12, reported=1)}, target=10)
    said = say_reason(figure, plan, THAI)
    assert said.startswith("ผลงาน 12 จากเป้าหมายไม่เกิน 10 (ร้อยละ 83.3 ของเป้าหมาย) ได้ 3.33 คะแนน")


def test_a_percentage_is_not_mistaken_for_its_attainment() -> None:
    kpi = a_kpi(
        denominator=Denominator.SAME, aggregation=Aggregation.RATIO, per=100.0, decimals=1, grain=Grain.WHOLE
    )
    figure, plan = a_figure(kpi, {"A": some_sums(640, denominator=1000, reported=1)}, target=80)
    said = say_reason(figure, plan, THAI)
    assert said.startswith("ผลงาน ร้อยละ 64.0 จากเป้าหมาย ร้อยละ 80.0 (ร้อยละ 80 ของเป้าหมาย) ได้ 3.00 คะแนน")


def test_a_figure_is_said_to_lie_inside_or_outside_its_band() -> None:
    kpi = a_kpi(
        polarity=Polarity.WITHIN_BAND,
        accumulation=Accumulation.LATEST,
        scale=Scale.PROPORTIONAL,
        grain=Grain.WHOLE,
        levels=(),
    )
    inside, plan = a_figure(kpi, {"A": some_sums(12, reported=1)}, band=(10, 20))
    outside, _ = a_figure(kpi, {"A": some_sums(25, reported=1)}, band=(10, 20))
    assert say_reason(inside, plan, THAI).startswith("ผลงาน 12 อยู่ในช่วงเป้าหมาย 10 ถึง 20 ได้ 5.00 คะแนน")
    # 5 beyond a band of 10 is half a band-width: attainment 0.5, score 2.5.
    assert say_reason(outside, plan, THAI).startswith("ผลงาน 25 อยู่นอกช่วงเป้าหมาย 10 ถึง 20 ได้ 2.50 คะแนน")


def test_a_milestone_scale_says_the_level_of_work_reached() -> None:
    kpi = a_kpi(
        scale=Scale.MILESTONE,
        accumulation=Accumulation.LATEST,
        aggregation=Aggregation.LOWEST,
        grain=Grain.WHOLE,
        levels_of=LevelsOf.ACTUAL,
        levels=(LevelRow(values=(1, 2, 3, 4, 5)),),
    )
    figure, plan = a_figure(kpi, {"A": some_sums(3, reported=1, month=12)}, month=12)
    assert say_reason(figure, plan, THAI) == "ดำเนินงานถึงระดับ 3 ได้ 3.00 คะแนน ต่ำกว่าเกณฑ์เป็นไปตามแผน 4.00"


def test_a_joint_kpi_names_its_owners() -> None:
    kpi = a_kpi(owners=(Owner(department="A", keeper=True), Owner(department="B")), grain=Grain.WHOLE)
    figure, plan = a_figure(kpi, {"A": some_sums(1180, reported=1)}, target=3000)
    assert say_reason(figure, plan, THAI).endswith("(ตัวชี้วัดร่วมของ ดย., ผส.)")


def test_places_are_not_counted_where_several_departments_report_each_of_them() -> None:
    kpi = a_kpi(owners=TWO_OWNERS, sharing=Sharing.PARTS)
    figure, plan = a_figure(kpi, {"A": some_sums(700), "B": some_sums(700)}, target=3000)
    assert "จังหวัด" not in say_reason(figure, plan, THAI)


def test_the_keepers_that_are_missing_are_named_and_an_older_figure_keeps_its_age() -> None:
    kpi = a_kpi(owners=TWO_OWNERS, sharing=Sharing.PARTS)
    figure, plan = a_figure(kpi, {"A": some_sums(500, reported=0, month=3), "B": Sums()}, target=3000)
    assert figure.cause is Cause.NOT_CERTIFIED
    assert say_reason(figure, plan, THAI) == (
        "ยังไม่มีผลงานที่รับรองแล้วของ ไตรมาส 2 ปีงบประมาณ 2563 : ยังไม่มีรายงานที่อนุมัติแล้วจาก ดย., ผส. "
        "ทั้งนี้ ค่าล่าสุด 500 เป็นของ ธ.ค. 2562 (เก่ากว่า 3 เดือน) ซึ่งไม่นำมาคิดคะแนน"
    )


def test_the_parts_that_have_come_in_are_said_but_not_scored() -> None:
    kpi = a_kpi(owners=TWO_OWNERS, sharing=Sharing.PARTS)
    figure, plan = a_figure(kpi, {"A": some_sums(500), "B": Sums()}, target=3000)
    said = say_reason(figure, plan, ENGLISH)
    assert "no approved return from DOP; what has come in makes 500, which is not scored." in said


def test_a_place_that_has_not_reported_is_not_blamed_on_its_department() -> None:
    levels = a_kpi(accumulation=Accumulation.LATEST, aggregation=Aggregation.MEAN)
    came_in_before = {"A": some_sums(50, reported=0, month=3)}
    figure, plan = a_figure(levels, came_in_before, target=80, place=Place(province="10"), missing=())
    assert say_reason(figure, plan, THAI) == (
        "ยังไม่มีผลงานที่รับรองแล้วของ ไตรมาส 2 ปีงบประมาณ 2563 : พื้นที่นี้ยังไม่รายงาน "
        "ทั้งนี้ ค่าล่าสุด 50 เป็นของ ธ.ค. 2562 (เก่ากว่า 3 เดือน) ซึ่งไม่นำมาคิดคะแนน"
    )


def test_without_a_target_there_is_no_score_and_the_sentence_says_why() -> None:
    scored_by_target = a_kpi(levels=(), scale=Scale.PROPORTIONAL, grain=Grain.WHOLE)
    figure, plan = a_figure(scored_by_target, {"A": some_sums(1180, reported=1)})
    empty, _ = a_figure(scored_by_target, {})
    assert say_reason(figure, plan, THAI) == "ผลงาน 1,180 แต่ยังไม่มีเป้าหมายให้ประเมิน จึงไม่ให้คะแนน"
    assert say_reason(empty, plan, THAI) == "ยังไม่มีเป้าหมายให้ประเมิน และยังไม่มีผลงาน"


def test_what_is_not_due_says_since_when_or_until_when() -> None:
    early, plan = a_figure(a_kpi(), {}, target=3000, month=2)
    later, _ = a_figure(a_kpi(due_from=date(2020, 10, 1)), {}, target=3000)
    gone, _ = a_figure(a_kpi(cancelled_on=date(2019, 10, 1)), {}, target=3000)
    assert say_reason(early, plan, THAI) == "ยังไม่มีงวดใดของตัวชี้วัดนี้ครบกำหนดในปีงบประมาณ 2563"
    assert say_reason(later, plan, THAI) == "ตัวชี้วัดนี้เริ่มรายงานตั้งแต่ 1 ต.ค. 2563"
    assert say_reason(gone, plan, ENGLISH) == "This KPI was cancelled; its last day was 30 Sep 2562 BE."


def test_a_kpi_that_is_not_added_up_sends_the_reader_to_the_places() -> None:
    kpi = a_kpi(aggregation=Aggregation.NONE)
    figure, plan = a_figure(kpi, {"A": some_sums(1180)}, target=3000)
    assert figure.cause is Cause.NOT_SHOWN_HERE
    assert say_reason(figure, plan, THAI) == "ตัวชี้วัดนี้ไม่รวมค่าข้ามพื้นที่ โปรดดูเป็นรายพื้นที่"


def test_a_department_without_a_short_name_is_called_by_its_code_at_least() -> None:
    kpi = a_kpi(owners=(Owner(department="Z", keeper=True),))
    figure, plan = a_figure(kpi, {}, target=3000)
    assert say_reason(figure, plan, THAI).endswith("จาก Z")


def test_a_group_says_its_coverage_its_limit_and_what_is_still_possible() -> None:
    group = GroupScore(score=3.42, coverage=0.92, best=3.55, worst=3.15)
    assert say_group_reason(group, BANDS, THAI) == (
        "ข้อมูลที่รับรองแล้วครอบคลุมร้อยละ 92 ของน้ำหนัก ได้ 3.42 คะแนน ต่ำกว่าเกณฑ์เป็นไปตามแผน 4.00 "
        "เมื่อรายงานครบ คะแนนจะอยู่ระหว่าง 3.15 ถึง 3.55"
    )


def test_a_complete_group_has_nothing_left_that_is_possible() -> None:
    group = GroupScore(score=4.2, coverage=1.0, best=4.2, worst=4.2)
    assert say_group_reason(group, BANDS, ENGLISH) == (
        "Certified data for 100% of the weight scores 4.20, which reaches the limit of 4.00 for “On track”."
    )


def test_a_group_with_too_little_behind_it_has_no_status() -> None:
    group = GroupScore(score=4.2, coverage=0.4, best=4.68, worst=1.68)
    assert "น้อยกว่าร้อยละ 50 จึงไม่ให้สถานะ" in say_group_reason(group, BANDS, THAI)


def test_a_group_without_anything_due_or_certified_says_which() -> None:
    nothing_due = GroupScore(score=None, coverage=None, best=None, worst=None)
    nothing_in = GroupScore(score=None, coverage=0.0, best=5.0, worst=0.0)
    assert say_group_reason(nothing_due, BANDS, THAI) == "ยังไม่มีตัวชี้วัดที่ถึงกำหนด"
    assert say_group_reason(nothing_in, BANDS, THAI) == "ตัวชี้วัดที่ถึงกำหนดยังไม่มีผลงานที่รับรองแล้ว"
    assert say_coverage(None, THAI) == "ยังไม่มีตัวชี้วัดที่ถึงกำหนด"
    assert say_coverage(0.925, ENGLISH) == "covers 92.5% of the weight"


def test_regions_that_all_stand_below_the_whole_are_told_why() -> None:
    assert say_whole_above(3.6157, 28, 0.1338, THAI) == (
        "ทุกภาคได้คะแนนต่ำกว่าภาพรวมของแผน (3.62 คะแนน) เพราะภาพรวมนับตัวชี้วัดที่ไม่ได้รายงานเป็นรายจังหวัดอีก 28 ตัวด้วย "
        "ซึ่งทำให้คะแนนภาพรวมสูงขึ้น 0.13 คะแนน แต่ไม่นับในคะแนนของภาคใด"
    )
    assert say_whole_above(3.6157, 28, 0.1338, ENGLISH).endswith("count in no region.")


def test_a_flagship_says_how_late_it_is() -> None:
    late = Progress(planned=0.6, actual=0.42, slippage=45)
    assert say_progress_reason(late, THAI) == "ก้าวหน้าร้อยละ 42 จากแผนร้อยละ 60 (−18.0 จุดร้อยละ) ช้ากว่าแผน 45 วัน"
    ahead = Progress(planned=0.6, actual=0.65, slippage=-3)
    assert say_progress_reason(ahead, ENGLISH).endswith(
        "(+5.0 percentage points), 3 day(s) ahead of the plan."
    )
    assert say_progress_reason(Progress(planned=0.6, actual=0.6, slippage=0), THAI).endswith("ตรงตามแผน")


def test_a_flagship_without_reports_is_not_said_to_stand_at_zero() -> None:
    silent = Progress(planned=0.6, actual=None, slippage=None)
    assert say_progress_reason(silent, THAI) == "ยังไม่มีรายงานขั้นตอนหลัก ตามแผนควรก้าวหน้าร้อยละ 60"


def test_names_missing_in_one_language_are_said_in_the_other() -> None:
    figure, plan = a_figure(a_kpi(unit=Text(th="คน")), {}, target=3000)
    assert say_reason(figure, plan, ENGLISH).endswith("no approved return from DCY.")
