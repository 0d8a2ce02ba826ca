"""Which reminders went out by e-mail: one to a person and day."""

from datetime import date, datetime, timedelta

from sqlalchemy import Connection, delete, insert, select, update

from data_access.schema_of_returns import reminder_mails

# Whoever claimed it so long ago and has not sent it was interrupted.
STANDS_FOR = timedelta(minutes=30)


def claim_mail(connection: Connection, person: int, day: date, now: datetime) -> bool:
    """Take the day's mail to a person upon oneself; False where it was sent, or somebody else is about to send it."""
    m = reminder_mails.c
    known = connection.execute(select(reminder_mails).where(m.person_id == person, m.day == day)).first()
    if known is None:
        values = {"person_id": person, "day": day, "claimed_at": now}
        connection.execute(insert(reminder_mails).values(values))
        return True
    if known.sent_at is not None or known.claimed_at > now - STANDS_FOR:
        return False
    connection.execute(update(reminder_mails).where(m.id == known.id).values(claimed_at=now))
    return True


def save_mail_sent(connection: Connection, person: int, day: date, now: datetime) -> None:
    """Keep that the day's mail to a person was sent."""
    m = reminder_mails.c
    connection.execute(update(reminder_mails).where(m.person_id == person, m.day == day).values(sent_at=now))


def release_mail(connection: Connection, person: int, day: date) -> None:
    """Let the day's mail to a person be tried again: it could not be sent."""
    m = reminder_mails.c
    connection.execute(delete(reminder_mails).where(m.person_id == person, m.day == day, m.sent_at.is_(None)))


def was_mailed(connection: Connection, person: int, day: date) -> bool:
    """Whether the day's mail to a person was sent."""
    m = reminder_mails.c
    query = select(m.id).where(m.person_id == person, m.day == day, m.sent_at.is_not(None))
    return connection.execute(query).first() is not None
