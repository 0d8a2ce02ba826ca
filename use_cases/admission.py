"""The moment at which somebody is let in or turned away, by whichever way he came."""

from dataclasses import dataclass
from datetime import datetime

from data_access.database import Connection, Database
from data_access.sessions import load_zone
from domain.audit import Deed
from domain.failures import Refusal
from domain.person import Person
from domain.text import mark
from use_cases.authority import Actor, actor_of, day_in, in_turn, record
from use_cases.sessions import USUAL_LIFETIMES, Lifetimes, open_session


@dataclass(frozen=True, slots=True, kw_only=True)
class Visitor:
    """From where somebody comes: his network address and what his browser calls itself; and for how long he stays."""

    address: str
    agent: str = ""
    lifetimes: Lifetimes = USUAL_LIFETIMES


class SignInRefused(Refusal):
    """Nobody comes in this way. One sentence for every cause, so that it tells nothing about who has an account."""

    def __init__(self) -> None:
        super().__init__(
            "sign_in_refused",
            mark(
                "Signing in did not succeed. Check the login and the password; if they are right, ask your "
                "administrator."
            ),
        )


def admit(connection: Connection, person: Person, way: str, visitor: Visitor, now: datetime) -> str:
    """Open a session and tell the log by which way somebody came in; the token."""
    actor = as_actor(connection, person, visitor, now)
    record(connection, actor, Deed.SIGN_IN, f"person:{actor.login}", after={"way": way}, now=now)
    return open_session(
        connection,
        person,
        address=visitor.address,
        agent=visitor.agent,
        now=now,
        lifetimes=visitor.lifetimes,
    )


def refused(database: Database, whom: str, why: str, visitor: Visitor, now: datetime) -> SignInRefused:
    """Tell the log of a refusal. What was typed as a login is not in it: people type passwords there."""
    nobody = Actor(person=None, login="", name="", roles=(), address=visitor.address)
    in_turn(database, lambda c: record(c, nobody, Deed.SIGN_IN_REFUSED, whom, reason=why, now=now))
    return SignInRefused()


def as_actor(connection: Connection, person: Person, visitor: Visitor, now: datetime) -> Actor:
    """Somebody at the door as the log tells of him."""
    return actor_of(person, day_in(load_zone(connection), now), visitor.address)
