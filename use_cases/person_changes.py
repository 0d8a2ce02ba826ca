"""Changes to people: by one at a time, told to the log, and none that leaves nobody to manage people."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import TypeVar

from data_access.database import Connection, Database
from data_access.people import Account, find_account, list_ends_of
from data_access.sessions import load_zone
from domain.audit import Deed
from domain.failures import NotFound, Refusal
from domain.permission import Action
from domain.person import Role, comparable_login
from domain.text import mark
from use_cases.authority import Actor, Caller, acting, day_in, record

T = TypeVar("T")


class LastAdministrator(Refusal):
    """After this nobody could manage people any more."""

    def __init__(self) -> None:
        super().__init__(
            "last_administrator",
            mark("This is the last administrator. Make somebody else an administrator first."),
        )


def change_person(
    database: Database,
    caller: Caller,
    login: str,
    work: Callable[[Connection, Account, Actor, datetime], T],
    *,
    now: datetime | None,
    may_be_last: bool = False,
) -> T:
    """Do something to a person in one transaction, after which somebody is still there to manage people.

    `may_be_last` is for what shuts nobody out for good. Raises NotFound, LastAdministrator.
    """
    instant = now or datetime.now(UTC)

    def in_turn(connection: Connection, actor: Actor) -> T:
        account, today = load_member(connection, login), day_in(load_zone(connection), instant)
        refuse_demonstration(account)
        before = list_ends_of(connection, Role.ADMINISTRATOR, today)
        done = work(connection, account, actor, instant)
        after = list_ends_of(connection, Role.ADMINISTRATOR, today)
        if not may_be_last and ((before and not after) or (None in before and None not in after)):
            raise LastAdministrator
        return done

    return acting(database, caller, Action.MANAGE_PEOPLE, in_turn, now=instant)


def load_member(connection: Connection, login: str) -> Account:
    """The account with a login, however it is written. Raises NotFound."""
    account = find_account(connection, comparable_login(login))
    if account is None:
        raise NotFound("person_unknown", mark("There is nobody with the login “{login}”."), {"login": login})
    return account


def refuse_demonstration(account: Account) -> None:
    """Nobody changes those who are only there for trying out."""
    if account.is_demonstration:
        raise Refusal(
            "demonstration_account",
            mark("This account is only for trying out the sample ministry; it stays as it is."),
        )


def tell(
    connection: Connection,
    actor: Actor,
    deed: Deed,
    account: Account,
    now: datetime,
    after: Mapping[str, object] | None = None,
    reason: str = "",
) -> None:
    """Tell the log what was done to a person."""
    whom = f"person:{account.person.login}"
    record(connection, actor, deed, whom, after=after, reason=reason, now=now)
