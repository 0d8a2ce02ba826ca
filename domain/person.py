"""Who works with the dashboard, and in which roles on which days."""

import unicodedata
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

MOST_LETTERS = 120


class Role(StrEnum):
    """What somebody is for the organisation; a person may hold several at once."""

    EXECUTIVE = "executive"
    DEPARTMENT_HEAD = "department_head"
    DEPARTMENT_OFFICER = "department_officer"
    PLANNING_OFFICE = "planning_office"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"


OF_A_DEPARTMENT = frozenset({Role.DEPARTMENT_HEAD, Role.DEPARTMENT_OFFICER})


@dataclass(frozen=True, slots=True, kw_only=True)
class Grant:
    """A role from one day to another, both included; without an end where `until` is None.

    `department` is the code of the department for which a role of OF_A_DEPARTMENT is held, else empty. Days are
    those of the organisation's clocks.
    """

    role: Role
    since: date
    until: date | None = None
    department: str = ""

    def holds_on(self, day: date) -> bool:
        """Whether the role is held on that day."""
        return self.since <= day and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody who may sign in. `login` is in its comparable form; `grants` are those that nobody has ended."""

    id: int
    login: str
    name: str
    grants: tuple[Grant, ...] = ()
    disabled: bool = False

    def grants_on(self, day: date) -> tuple[Grant, ...]:
        """The grants that hold on that day; none for who is disabled."""
        return () if self.disabled else tuple(grant for grant in self.grants if grant.holds_on(day))

    def roles_on(self, day: date) -> frozenset[Role]:
        """The roles held on that day, for whichever department."""
        return frozenset(grant.role for grant in self.grants_on(day))


def comparable_login(written: str) -> str:
    """A login as two are compared: neither capitals, nor width, nor blanks around it tell people apart."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", written).casefold()).strip()


def is_login(written: str) -> bool:
    """Whether it can serve as a login: 1 to 120 letters, digits and signs, and no blank among them."""
    login = comparable_login(written)
    return (
        0 < len(login) <= MOST_LETTERS and login.isprintable() and not any(sign.isspace() for sign in login)
    )
