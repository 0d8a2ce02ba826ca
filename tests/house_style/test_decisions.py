from dataclasses import replace
from datetime import date

from domain.decision import Decision, FlagshipBehind, KpiFell, ReturnsLate
from domain.flagship_progress import Progress
from domain.kpi import Grain, Owner
from domain.plan import Flagship, Plan
from domain.status import Status
from domain.text import Language, Text
from house_style.decisions import say_decision
from house_style.wording import wording
from tests.house_style.builders import a_figure, a_kpi, a_plan, some_sums

THAI, ENGLISH = wording(Language.THAI), wording(Language.ENGLISH)


def said(decision: Decision, plan: Plan) -> tuple[str, str]:
    return say_decision(decision, plan, THAI), say_decision(decision, plan, ENGLISH)


def test_a_kpi_that_fell_is_said_with_both_statuses_its_score_and_all_its_owners() -> None:
    """975 of 1,500 is 65 %: on levels of 60, 70, … that is 1.50."""
    owners = (Owner(department="A", keeper=True), Owner(department="B"))
    figure, plan = a_figure(
        a_kpi(grain=Grain.WHOLE, owners=owners), {"A": some_sums(975, reported=1)}, target=3000
    )
    assert said(KpiFell(figure=figure, before=Status.WATCH, at_stake=0.5), plan) == (
        "ผู้สูงอายุได้รับบริการ ลดระดับจาก “เฝ้าระวัง” เป็น “วิกฤต” ได้ 1.50 คะแนน เห็นควรให้ ดย., ผส. เสนอมาตรการแก้ไข",
        (
            "Older persons served fell from “Watch” to “Critical” with a score of 1.50; DCY, DOP to propose "
            "corrective measures."
        ),
    )


def test_a_flagship_behind_is_said_with_its_days_its_progress_and_its_lead() -> None:
    flagship = Flagship(code="F1", name=Text(th="พม. Connect", en="MSDHS Connect"), lead="A")
    decision = FlagshipBehind(
        flagship="F1",
        lead="A",
        status=Status.WATCH,
        progress=Progress(planned=0.5, actual=0.4, slippage=37),
        at_stake=0.0,
    )
    assert said(decision, replace(a_plan(), flagships=(flagship,))) == (
        "พม. Connect ล่าช้ากว่าแผน 37 วัน ก้าวหน้าร้อยละ 40 จากแผนร้อยละ 50 เห็นควรให้ ดย. เสนอแผนเร่งรัดการดำเนินงาน",
        (
            "MSDHS Connect is 37 day(s) behind the plan, with progress of 40% where 50% is planned; DCY to "
            "propose a recovery plan."
        ),
    )


def test_returns_that_are_owed_are_counted_and_the_oldest_day_is_said() -> None:
    decision = ReturnsLate(department="B", returns=2, since=date(2020, 4, 10), at_stake=1.0)
    assert said(decision, a_plan()) == (
        "ผส. ค้างส่งแบบรายงานผล 2 ฉบับ ฉบับแรกสุดครบกำหนดวันที่ 10 เม.ย. 2563 เห็นควรเร่งรัดการจัดส่ง",
        "DOP owes 2 KPI return(s), the oldest due on 10 Apr 2563 BE; to be sent without delay.",
    )
