"""What departments still have to send, and whom that concerns; the small ministry owes returns on 15 January,
10 April, 30 June and 30 September.
"""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from icalendar import Calendar

from data_access.database import Database
from data_access.periods import find_reopening, save_closing, save_granted, save_reopening
from domain.person import Role
from domain.reporting import Owed, Reminder, Stage, owed_of
from domain.text import Language, Text
from tests.builders import YEAR
from tests.data_access.builders import an_answer, at
from tests.people import ROOT, a_grant, everybody, signed_in, somebody
from tests.use_cases.ministry import (
    DOP,
    DSD,
    DWF,
    PLAN,
    Ministry,
    a_silent_ministry,
    first_quarter,
    second_quarter,
)
from tests.use_cases.on_their_way import a_hand, drafted, sent, sent_back
from use_cases.authority import Caller
from use_cases.reminder_calendar import render_calendar
from use_cases.reminders import list_reminders

Told = tuple[Owed, str, int, int]


@pytest.fixture
def silent(database: Database) -> Ministry:
    """The small ministry after its first quarter, which all have reported."""
    found = a_silent_ministry(database)
    found.take(*first_quarter(), on=at(10))
    return found


def told(ministry: Ministry, now: datetime, caller: Caller = ROOT) -> list[Told]:
    found = list_reminders(ministry.database, caller, now)
    return [(r.owed, r.department, r.month, r.days) for r in found if r.year == YEAR]


@pytest.mark.parametrize(
    ("stage", "days", "owed"),
    [
        (Stage.NOT_DUE, 15, None),
        (Stage.NOT_DUE, 14, Owed.DUE_SOON),
        (Stage.NOT_DUE, 1, Owed.DUE_SOON),
        (Stage.NOT_DUE, 0, Owed.DUE),
        (Stage.LATE, -1, Owed.LATE),
        (Stage.DRAFT, 20, Owed.DRAFT),
        (Stage.DRAFT, -3, Owed.DRAFT),
        (Stage.SENT_BACK, 5, Owed.SENT_BACK),
        (Stage.SUBMITTED, -5, None),
        (Stage.APPROVED, -5, None),
        (Stage.NOT_ASKED, 0, None),
    ],
)
def test_one_is_reminded_of_what_he_can_do_something_about(
    stage: Stage, days: int, owed: Owed | None
) -> None:
    today = date(2020, 4, 1)
    assert owed_of(stage, today + timedelta(days=days), today) is owed


def test_a_return_is_owed_from_a_fortnight_before_its_day(silent: Ministry) -> None:
    assert told(silent, at(85)) == []  # 26 March
    assert told(silent, at(86)) == [(Owed.DUE_SOON, code, 6, 14) for code in (DOP, DSD, DWF)]
    assert told(silent, at(100)) == [(Owed.DUE, code, 6, 0) for code in (DOP, DSD, DWF)]
    assert told(silent, at(103)) == [(Owed.LATE, code, 6, -3) for code in (DOP, DSD, DWF)]


def test_the_most_pressing_comes_first_and_what_waits_is_nobodys_turn(silent: Ministry) -> None:
    dop, dsd, dwf = second_quarter()
    drafted(silent.database, dop, at(90))
    sent(silent.database, dsd, at(90))
    sent_back(silent.database, sent(silent.database, dwf, at(90)), at(91), "หลักฐานไม่ครบ")
    assert told(silent, at(95)) == [(Owed.SENT_BACK, DWF, 6, 5), (Owed.DRAFT, DOP, 6, 5)]
    (first, _) = [r for r in list_reminders(silent.database, ROOT, at(95)) if r.year == YEAR]
    assert first.reason == "หลักฐานไม่ครบ"


def test_a_newer_draft_of_what_is_approved_is_not_forgotten(silent: Ministry) -> None:
    drafted(silent.database, an_answer(3, {("JOINT", ""): 1.0}), at(20))
    assert told(silent, at(21)) == [(Owed.DRAFT, DOP, 3, -7)]


def test_of_a_closed_period_nobody_is_reminded_unless_it_is_open_again(silent: Ministry) -> None:
    with silent.database.writing() as connection:
        save_closing(connection, YEAR, 6, a_hand(at(105)))
    assert told(silent, at(106)) == []
    with silent.database.writing() as connection:
        number = save_reopening(
            connection, year=YEAR, month=6, department=DWF, reason="x", until=at(120), asked=a_hand(at(106))
        )
        asked = find_reopening(connection, number)
        assert asked is not None
        save_granted(connection, asked, a_hand(at(106), "prasert"))
    assert told(silent, at(107)) == [(Owed.LATE, DWF, 6, -7)]


def test_the_year_before_is_not_forgotten_when_a_new_one_begins(silent: Ministry) -> None:
    found = list_reminders(silent.database, ROOT, at(280))  # 7 October, in fiscal year 2564
    assert {(r.year, r.month) for r in found if r.department == DOP} == {(YEAR, 6), (YEAR, 9), (YEAR, 12)}


def test_what_a_plan_that_is_over_left_open_is_still_owed(silent: Ministry) -> None:
    found = list_reminders(silent.database, ROOT, at(366 + 365 + 365))  # the plan ends with fiscal year 2564
    assert {(r.owed, r.year) for r in found} == {(Owed.LATE, YEAR), (Owed.LATE, YEAR + 1)}


def test_everybody_is_told_of_the_departments_for_which_he_may_fill_in(silent: Ministry) -> None:
    now = at(100)
    seen = {role: {d for _, d, *_ in told(silent, now, c)} for role, c in everybody(silent.database).items()}
    assert seen == {
        Role.EXECUTIVE: set(),
        Role.DEPARTMENT_HEAD: {DOP},
        Role.DEPARTMENT_OFFICER: {DOP},
        Role.PLANNING_OFFICE: {DOP, DSD, DWF},
        Role.AUDITOR: set(),
        Role.ADMINISTRATOR: set(),
    }


def test_who_has_a_role_in_two_departments_is_told_of_both(silent: Ministry) -> None:
    person = somebody(
        silent.database, a_grant(Role.DEPARTMENT_HEAD, DSD), a_grant(Role.DEPARTMENT_OFFICER, DWF)
    )
    caller = signed_in(silent.database, person)
    assert [department for _, department, *_ in told(silent, at(100), caller)] == [DSD, DWF]


# --- as a calendar ----------------------------------------------------------------------------------------------


REMINDERS = (
    Reminder(owed=Owed.DUE_SOON, department=DOP, year=YEAR, month=6, due_on=date(2020, 4, 10), days=5),
    Reminder(
        owed=Owed.SENT_BACK,
        department=DSD,
        year=YEAR,
        month=3,
        due_on=date(2020, 1, 15),
        days=-80,
        reason="ค่า; ไม่ตรง, \nBEGIN:VEVENT",
    ),
)
URL = "https://dashboard.example"


def calendar(language: Language = Language.THAI, *, url: str = URL, now: datetime | None = None) -> Calendar:
    made = render_calendar(REMINDERS, PLAN, language, url=url, now=now or at(95))
    assert b"\r\n" in made
    return Calendar.from_ical(made)


def test_a_calendar_has_a_day_for_each_return_and_today_for_what_is_over() -> None:
    events = calendar().events
    assert [event.start for event in events] == [date(2020, 4, 10), date(2020, 4, 5)]
    assert [event.end for event in events] == [date(2020, 4, 11), date(2020, 4, 6)]
    assert [len(event.alarms.times) for event in events] == [1, 1]


def test_a_return_keeps_its_name_in_every_calendar() -> None:
    names = [str(event["UID"]) for event in calendar().events]
    assert names == ["return-DOP-2020-06@strategy-dashboard", "return-DSD-2020-03@strategy-dashboard"]
    assert names == [str(event["UID"]) for event in calendar(Language.ENGLISH, now=at(96)).events]


def test_its_title_is_in_the_readers_language_and_its_description_in_both() -> None:
    thai, english = calendar().events[0], calendar(Language.ENGLISH).events[0]
    said = "แบบรายงานผลของ DOP ถึงสิ้นเดือน มี.ค. 2563: ครบกำหนดในอีก 5 วัน คือ 10 เม.ย. 2563"
    spoken = "Return of DOP to the end of Mar 2563 BE: Due in 5 days, on 10 Apr 2563 BE"
    link = "https://dashboard.example/returns?year=2563&period=M6&department=DOP"
    assert (str(thai["SUMMARY"]), str(english["SUMMARY"])) == (said, spoken)
    assert str(thai["DESCRIPTION"]).split("\n") == [said, spoken, link]
    assert str(thai["URL"]) == link


def test_whatever_a_reason_says_it_begins_no_event_of_its_own() -> None:
    found = calendar()
    assert len(found.events) == 2
    assert "ค่า; ไม่ตรง, \nBEGIN:VEVENT" in str(found.events[1]["DESCRIPTION"])


def test_no_line_of_a_calendar_is_longer_than_75_bytes() -> None:
    long = replace(REMINDERS[0], reason="ก" * 400)
    made = render_calendar([long], PLAN, Language.THAI, url=URL, now=at(95))
    assert max(len(line) for line in made.split(b"\r\n")) <= 75


def test_where_nobody_has_said_where_the_dashboard_is_there_is_no_link() -> None:
    assert all("URL" not in event for event in calendar(url="").events)


def test_a_department_without_a_short_name_is_called_by_its_whole_one() -> None:
    plan = replace(PLAN, departments=tuple(replace(d, short=Text()) for d in PLAN.departments))
    made = Calendar.from_ical(render_calendar(REMINDERS[:1], plan, Language.ENGLISH, now=at(95)))
    assert "Return of DOP to the end" in str(made.events[0]["SUMMARY"])
