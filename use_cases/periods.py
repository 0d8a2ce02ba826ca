"""Periods: closing one, and opening it again for a while, which two people have to want."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TypeVar

from data_access.database import Connection, Database
from data_access.periods import (
    Reopening,
    find_closing,
    find_reopening,
    list_reopenings,
    save_closing,
    save_ended,
    save_granted,
    save_reopening,
)
from data_access.return_versions import list_versions
from domain.audit import Deed
from domain.failures import NotFound, Refusal
from domain.lookup import load_department
from domain.permission import Action
from domain.submission import State, may_grant_reopening
from domain.text import mark
from use_cases.authority import Actor, Caller, authorise, day_in, record
from use_cases.moment import load_version
from use_cases.return_steps import Clock, HasPlace, NotReady, hand_of, now_utc, written

T = TypeVar("T")
LONGEST_REOPENING = timedelta(days=60)
MOST_LETTERS = 1_000


class Decided(Refusal):
    """Somebody was faster with a request to open a period again."""

    def __init__(self) -> None:
        super().__init__(
            "reopening_decided",
            mark(
                "This request was granted, refused or ended meanwhile, or its time is over. Look at it as it is now; "
                "nothing of yours was done."
            ),
        )


def check_open(connection: Connection, place: HasPlace, now: datetime) -> None:
    """Whether a department may hand in for a month, and its returns be decided. Raises NotReady."""
    if not is_open(connection, place, now):
        raise NotReady(
            "period_closed",
            mark(
                "This period is closed. Ask the planning office to open it again, and say what has to be changed "
                "and why."
            ),
        )


def is_open(connection: Connection, place: HasPlace, now: datetime) -> bool:
    """Whether a department may hand in for a month: it is not closed, or open again for this department."""
    if find_closing(connection, place.year, place.month) is None:
        return True
    asked = list_reopenings(connection, years=[place.year], month=place.month)
    return any(reopening.lets_in(place.department, now) for reopening in asked)


def close_period(
    database: Database, caller: Caller, *, year: int, month: int, clock: Clock = now_utc
) -> None:
    """Close a period that has ended; closed twice is closed once.

    Raises SignedOut, Forbidden, NoPlan, NotFound, NotReady where returns still wait for a decision.
    """

    def work(connection: Connection, actor: Actor, now: datetime) -> None:
        _check_period(database, connection, year, month, now)
        if find_closing(connection, year, month) is not None:
            return
        waiting = list_versions(connection, years=[year], month=month, states=[State.SUBMITTED])
        if waiting:
            raise NotReady(
                "returns_wait",
                mark(
                    "{count} returns of this period wait for a decision: {departments}. Approve them or send them "
                    "back first."
                ),
                {
                    "count": len(waiting),
                    "departments": ", ".join(version.department for version in waiting),
                },
            )
        save_closing(connection, year, month, hand_of(actor, now))
        record(connection, actor, Deed.CLOSE_PERIOD, _name(year, month), now=now)

    _in_turn(database, caller, work, clock)


def ask_reopening(
    database: Database,
    caller: Caller,
    *,
    year: int,
    month: int,
    department: str,
    reason: str,
    until: datetime,
    clock: Clock = now_utc,
) -> int:
    """Ask that a closed period be opened again until an instant, for a department or for all ("").

    A second person has to grant it; asked twice is asked once. Raises SignedOut, Forbidden, NoPlan, NotFound, NotReady.
    """

    def work(connection: Connection, actor: Actor, now: datetime) -> int:
        _check_period(database, connection, year, month, now)
        plan = load_version(database, connection, None).plan
        code = load_department(plan, department).code if department else ""
        if find_closing(connection, year, month) is None:
            raise NotReady("period_open", mark("This period is not closed; returns can be sent as they are."))
        words = reason.strip()[:MOST_LETTERS]
        if not words:
            raise NotReady("reason_missing", mark("Say why; the reason stands in the audit log."))
        if not now < until <= now + LONGEST_REOPENING:
            raise NotReady(
                "until_out_of_range",
                mark(
                    "A period can be opened again for {days} days at most, from now on. Choose an earlier day."
                ),
                {"days": LONGEST_REOPENING.days},
            )
        hand = hand_of(actor, now)
        for before in list_reopenings(connection, years=[year], month=month):
            same = (before.department, before.reason, before.until) == (code, words, until)
            if same and before.waits(now) and before.asked.is_same_person(hand):
                return before.id
        number = save_reopening(
            connection, year=year, month=month, department=code, reason=words, until=until, asked=hand
        )
        after = {"department": code or "*", "until": until.isoformat()}
        record(connection, actor, Deed.ASK_REOPENING, _name(year, month), after=after, reason=words, now=now)
        return number

    return _in_turn(database, caller, work, clock)


def grant_reopening(database: Database, caller: Caller, number: int, *, clock: Clock = now_utc) -> None:
    """Open what a first person asked to open; granted twice is granted once.

    Raises SignedOut, Forbidden, NotFound, NotReady, Decided.
    """

    def work(connection: Connection, actor: Actor, now: datetime) -> None:
        asked, hand = _load(connection, number), hand_of(actor, now)
        decision = may_grant_reopening(asked.asked, hand)
        if not decision.allowed:
            raise NotReady("asked_and_granted", decision.reason, decision.values)
        if asked.granted is not None and asked.ended is None and asked.granted.is_same_person(hand):
            return
        if not asked.waits(now) or not save_granted(connection, asked, hand):
            raise Decided
        _tell(connection, actor, Deed.GRANT_REOPENING, asked, now)

    _in_turn(database, caller, work, clock)


def end_reopening(database: Database, caller: Caller, number: int, *, clock: Clock = now_utc) -> None:
    """Refuse what was asked, or end it before its time. Raises SignedOut, Forbidden, NotFound, Decided."""

    def work(connection: Connection, actor: Actor, now: datetime) -> None:
        asked, hand = _load(connection, number), hand_of(actor, now)
        if asked.ended is not None and asked.ended.is_same_person(hand):
            return
        if not save_ended(connection, asked, hand):
            raise Decided
        _tell(connection, actor, Deed.END_REOPENING, asked, now)

    _in_turn(database, caller, work, clock)


def _in_turn(
    database: Database, caller: Caller, work: Callable[[Connection, Actor, datetime], T], clock: Clock
) -> T:
    """Do something to periods; its instant is that of its turn, so that what came first is also the earlier one."""

    def timed(connection: Connection) -> T:
        now = clock()
        return work(connection, authorise(connection, caller, Action.CLOSE_PERIODS, now=now), now)

    return written(database, timed)


def _load(connection: Connection, number: int) -> Reopening:
    found = find_reopening(connection, number)
    if found is None:
        raise NotFound("no_such_reopening", mark("There is no such request. Choose one from the list."))
    return found


def _tell(connection: Connection, actor: Actor, deed: Deed, asked: Reopening, now: datetime) -> None:
    after = {
        "department": asked.department or "*",
        "until": asked.until.isoformat(),
        "asked_by": asked.asked.name,
    }
    record(connection, actor, deed, _name(asked.year, asked.month), after=after, reason=asked.reason, now=now)


def _name(year: int, month: int) -> str:
    return f"period:{year}-{month:02}"


def _check_period(database: Database, connection: Connection, year: int, month: int, now: datetime) -> None:
    """Whether the plan asks for returns then, and the period is over. Raises NoPlan, NotFound, NotReady."""
    plan = load_version(database, connection, None).plan
    if not plan.first_year <= year <= plan.last_year or month not in plan.closing_months():
        raise NotFound("no_such_period", mark("The plan has no such period. Choose one from the list."))
    if day_in(plan.calendar.zone, now) <= plan.calendar.ends_on(year, month):
        raise NotReady("period_not_over", mark("This period is not over yet; it can be closed afterwards."))
