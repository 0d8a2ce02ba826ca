"""Everybody with an account, for who looks after them: roles, what is open, when somebody was in last."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from data_access.audit import list_last_times
from data_access.database import Connection, Database
from data_access.people import Account, list_accounts
from data_access.sessions import count_open_sessions, load_zone
from domain.audit import Deed
from domain.permission import Action
from domain.person import Grant
from use_cases.authority import Caller, authorise, day_in, refusals_recorded
from use_cases.person_changes import load_member


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """Somebody with an account. `today` is the organisation's day; `open_sessions` counts idle ones too.

    `last_sign_in` is None for who was never in.
    """

    account: Account
    today: date
    open_sessions: int
    last_sign_in: datetime | None = None

    @property
    def roles(self) -> tuple[Grant, ...]:
        """The roles held today."""
        return self.account.person.grants_on(self.today)


def list_people(database: Database, caller: Caller, *, now: datetime | None = None) -> list[Member]:
    """Everybody with an account, by login. Raises SignedOut, Forbidden."""
    instant = now or datetime.now(UTC)
    with refusals_recorded(database), database.reading() as connection:
        authorise(connection, caller, Action.MANAGE_PEOPLE, now=instant)
        return _as_members(connection, list_accounts(connection), instant)


def load_person(database: Database, caller: Caller, login: str, *, now: datetime | None = None) -> Member:
    """Somebody by his login, however it is written. Raises SignedOut, Forbidden, NotFound."""
    instant = now or datetime.now(UTC)
    with refusals_recorded(database), database.reading() as connection:
        authorise(connection, caller, Action.MANAGE_PEOPLE, now=instant)
        [member] = _as_members(connection, [load_member(connection, login)], instant)
        return member


def _as_members(connection: Connection, accounts: list[Account], now: datetime) -> list[Member]:
    today, sessions = day_in(load_zone(connection), now), count_open_sessions(connection, now)
    seen = list_last_times(connection, Deed.SIGN_IN)
    return [
        Member(
            account=account,
            today=today,
            open_sessions=sessions.get(account.person.id, 0),
            last_sign_in=seen.get(account.person.id),
        )
        for account in accounts
    ]
