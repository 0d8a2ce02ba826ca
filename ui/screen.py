"""The screen of this run: whose address, which words, which moment, which figures."""

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from typing import TypeVar

import streamlit as st

from data_access.database import Database
from domain.failures import NotFound
from domain.fiscal import FiscalCalendar, Frequency, Period, common_era
from domain.permission import Action, Decision, may
from domain.person import Person
from domain.plan import Plan
from domain.text import Language, Text, mark
from house_style.wording import Wording, wording
from ui.address import Address, read_instant
from ui.house import House, boards_of, open_house, shared, start_of
from ui.session import caller, come_in
from use_cases.authority import permit
from use_cases.boards import Boards
from use_cases.moment import Moment, NoPlan
from use_cases.sessions import Entrance
from use_cases.view_start import Start, check_moment

# Of a run and not of its session: a second click begins a run while the first one is still ending.
_of_this_run: ContextVar["Screen"] = ContextVar("screen")
T = TypeVar("T")


@dataclass(frozen=True)
class Screen:
    """What every part of a page needs to know."""

    address: Address
    house: House
    start: Start
    entrance: Entrance

    @cached_property
    def plan(self) -> Plan:
        """The plan in force. Raises NoPlan; NotFound where there was none yet at the chosen instant."""
        if self.start.version is None and self.address.instant is not None:
            raise NotFound("no_plan_then", mark("No plan was in force at that time yet. Choose a later day."))
        if self.start.version is None:
            raise NoPlan
        return self.start.version.plan

    @property
    def person(self) -> Person:
        """Who looks at it, as the database has him in this run."""
        return self.entrance.person

    def judge(self, action: Action) -> Decision:
        """Whether who looks at it may do something, and why not."""
        return may(self.person, action, today=self.entrance.today)

    def may(self, action: Action) -> bool:
        """Whether who looks at it may do something."""
        return self.judge(action).allowed

    @property
    def database(self) -> Database:
        """The open database."""
        return self.house.database

    @property
    def calendar(self) -> FiscalCalendar:
        """The plan's calendar."""
        return self.plan.calendar

    @property
    def clock(self) -> FiscalCalendar:
        """The plan's calendar; a usual one where there is no plan yet."""
        return self.start.version.plan.calendar if self.start.version else FiscalCalendar()

    @cached_property
    def words(self) -> Wording:
        """The reader's words: as the address says, else the plan's language, else Thai."""
        version = self.start.version
        default = version.plan.language if version else Language.THAI
        return wording(self.address.language or default)

    def text(self, text: Text) -> str:
        """A name of the plan in the reader's language."""
        return self.words.text(text)

    @cached_property
    def moment(self) -> Moment:
        """The fiscal year, closing month and as-of that the address names. Raises NotFound."""
        if self.address.asof and self.address.instant is None:
            raise _not_a_day(self.address.asof)
        year, month = self.start.latest or (self.plan.first_year, 12)
        if self.address.year:
            year = _read_year(self.address.year)
            month = month if self.start.latest and self.start.latest[0] == year else 12
        if self.address.period:
            period = self.calendar.read_period(self.address.period, year=year)
            year, month = period.year, period.month
        return check_moment(self.plan, Moment(year=year, month=month, as_of=self.address.instant))

    @cached_property
    def since(self) -> datetime | None:
        """With what was shown when the screen is compared; None for the quarter before. Raises NotFound."""
        if self.address.since and read_instant(self.address.since) is None:
            raise _not_a_day(self.address.since)
        return read_instant(self.address.since)

    @cached_property
    def here(self) -> Address:
        """The address with everything said that it leaves to the newest: year, period, language.

        Where there is no plan there is nothing to add.
        """
        if self.start.version is None:
            return self.address
        return self.address.but(
            lang=self.words.language.value, **self.named(self.moment.year, self.moment.month)
        )

    def named(self, year: int, month: int) -> dict[str, str]:
        """A fiscal year and closing month as an address names them; the end of a quarter by its quarter."""
        period = Period(year=year, month=month, frequency=Frequency.MONTH)
        if month % 3 == 0:
            period = replace(period, frequency=Frequency.QUARTER)
        code = self.calendar.period_code(period).partition("-")[2]
        return {"year": str(self.calendar.shown_year(year)), "period": code}

    @cached_property
    def boards(self) -> Boards:
        """The plan judged at the moment. Raises Forbidden."""
        self._check_reader()
        return boards_of(self.house, self.start.data_version, caller(), self.moment)

    def view(self, name: Hashable, make: Callable[[], T]) -> T:
        """What this screen shows, made once for its moment; `name` tells the view and its codes. Raises Forbidden.

        Here every figure passes on its way to the page, also one that was made for somebody else.
        """
        self._check_reader()
        return shared(self.house, self.start.data_version, (name, self.moment), make)

    def _check_reader(self) -> None:
        """Whoever may not read figures is refused, and the refusal recorded."""
        if not self.may(Action.READ_FIGURES):
            permit(self.database, caller(), Action.READ_FIGURES)


def _not_a_day(text: str) -> NotFound:
    return NotFound("asof_unknown", mark("“{asof}” is not a day. Choose one from the list."), {"asof": text})


def _read_year(text: str) -> int:
    if not (text.isascii() and text.isdigit()):
        raise NotFound("year_unknown", mark("“{year}” is not a fiscal year."), {"year": text})
    return common_era(int(text))


@contextmanager
def open_screen() -> Iterator[Screen]:
    """The screen that this run's address asks for; pages find it by this_screen(). Raises SignedOut.

    It is forgotten with the run: what was read for it is shared, and must not stay for one session's sake.
    """
    address = Address.of(st.query_params.to_dict())
    house = open_house()
    entrance = come_in(house.database)
    start = start_of(house, entrance.data_version, address.instant)
    screen = Screen(address, house, start, entrance)
    token = _of_this_run.set(screen)
    try:
        yield screen
    finally:
        _of_this_run.reset(token)


def this_screen() -> Screen:
    """The screen that was opened in this run."""
    return _of_this_run.get()
