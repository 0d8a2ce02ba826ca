"""Reminders by e-mail: one letter a day to whoever has a role in a department that owes a return."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from data_access.database import Connection, Database
from data_access.people import Account, list_accounts
from data_access.reminder_mails import claim_mail, release_mail, save_mail_sent, was_mailed
from domain.audit import Deed
from domain.failures import Refusal
from domain.permission import Action
from domain.person import OF_A_DEPARTMENT, Person
from domain.plan import Plan
from domain.reporting import Reminder
from use_cases.authority import Actor, Caller, authorise, day_in, in_turn, record, refusals_recorded
from use_cases.mail_delivery import LetterRefused, MailSettings, Post, ServerRefused
from use_cases.moment import load_version
from use_cases.reminder_letter import find_address, write_letter
from use_cases.reminders import reminders_of
from use_cases.return_steps import Clock, now_utc


class Outcome(StrEnum):
    """What became of a letter."""

    SENT = "sent"
    WOULD_BE_SENT = "would_be_sent"
    SENT_BEFORE = "sent_before"
    FAILED = "failed"
    NO_ADDRESS = "no_address"


@dataclass(frozen=True, slots=True, kw_only=True)
class SentReminder:
    """To whom, of how many returns, and what became of it; `refusal` says why it failed."""

    login: str
    returns: int
    outcome: Outcome
    refusal: Refusal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Due:
    """Somebody who is to be reminded of something."""

    person: Person
    reminders: tuple[Reminder, ...]


def send_reminders(
    database: Database,
    caller: Caller,
    post: Post,
    settings: MailSettings,
    *,
    is_rehearsal: bool = False,
    clock: Clock = now_utc,
) -> list[SentReminder]:
    """Send the day's letters that have not been sent; a rehearsal says to whom they would go.

    A letter that is not taken stops no other; once the server itself refuses, no further letter is tried. Raises
    SignedOut, Forbidden, NoPlan.
    """
    now = clock()
    with refusals_recorded(database), database.reading() as connection:
        actor = authorise(connection, caller, Action.REVIEW_RETURNS, now=now)
        plan = load_version(database, connection, None).plan
        due = list(_list_due(connection, plan, now))
    found, broken = list[SentReminder](), None
    for one in due:
        sent = _handle(database, actor, post, settings, one, plan, now, is_rehearsal, broken)
        found.append(sent)
        broken = broken or (sent.refusal if isinstance(sent.refusal, ServerRefused) else None)
    return found


def _list_due(connection: Connection, plan: Plan, now: datetime) -> Iterator[_Due]:
    """Everybody with a role of a department that owes something, by login."""
    today = day_in(plan.calendar.zone, now)
    owed = reminders_of(connection, plan, None, now)
    for account in list_accounts(connection):
        departments = _departments_of(account, today)
        mine = tuple(reminder for reminder in owed if reminder.department in departments)
        if mine:
            yield _Due(person=account.person, reminders=mine)


def _departments_of(account: Account, today: date) -> frozenset[str]:
    """The departments for which somebody holds a role; none for accounts that are only for trying out."""
    if account.is_demonstration or account.person.disabled:
        return frozenset()
    held = account.person.grants_on(today)
    return frozenset(grant.department for grant in held if grant.role in OF_A_DEPARTMENT)


def _handle(
    database: Database,
    actor: Actor,
    post: Post,
    settings: MailSettings,
    one: _Due,
    plan: Plan,
    now: datetime,
    is_rehearsal: bool,
    broken: Refusal | None,
) -> SentReminder:
    day, person = day_in(plan.calendar.zone, now), one.person
    address = find_address(person.login)

    def told(outcome: Outcome, refusal: Refusal | None = None) -> SentReminder:
        return SentReminder(login=person.login, returns=len(one.reminders), outcome=outcome, refusal=refusal)

    if address is None:
        return told(Outcome.NO_ADDRESS)
    if is_rehearsal:
        with database.reading() as connection:
            before = was_mailed(connection, person.id, day)
        return told(Outcome.SENT_BEFORE if before else Outcome.WOULD_BE_SENT)
    if broken is not None:
        return told(Outcome.FAILED, broken)
    if not database.written(lambda c: claim_mail(c, person.id, day, now)):
        return told(Outcome.SENT_BEFORE)
    try:
        post(write_letter(person, address, one.reminders, plan, settings, now))
    except (LetterRefused, ServerRefused) as refusal:
        database.written(lambda c: release_mail(c, person.id, day))
        return told(Outcome.FAILED, refusal)
    in_turn(database, lambda c: _keep(c, actor, one, day, now))
    return told(Outcome.SENT)


def _keep(connection: Connection, actor: Actor, one: _Due, day: date, now: datetime) -> None:
    """The letter is out: the log tells of it, and nobody sends it again."""
    save_mail_sent(connection, one.person.id, day, now)
    returns = [f"{r.department} {r.year}-{r.month:02}" for r in one.reminders]
    record(
        connection,
        actor,
        Deed.REMINDER_SENT,
        f"person:{one.person.login}",
        after={"day": day.isoformat(), "returns": returns},
        now=now,
    )
