"""As of when: the condition that every read of history takes, and the counter that every publishing raises."""

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, FromClause, and_, or_, select, update

from data_access.schema import state


def stands(table: FromClause, as_of: datetime | None) -> ColumnElement[bool]:
    """Rows of a history table that stood at an instant; those that stand now where it is None."""
    if as_of is None:
        return table.c.superseded_at.is_(None)
    return and_(
        table.c.published_at <= as_of,
        or_(table.c.superseded_at.is_(None), table.c.superseded_at > as_of),
    )


def load_data_version(connection: Connection) -> int:
    """The number of publications so far; it is part of every cache key."""
    version: int = connection.execute(select(state.c.data_version)).scalar_one()
    return version


def load_last_instant(connection: Connection) -> datetime | None:
    """When something was last published; None in an empty database."""
    instant: datetime | None = connection.execute(select(state.c.published_at)).scalar_one()
    return instant


def raise_data_version(connection: Connection, now: datetime) -> datetime:
    """Count one publication and say at which instant it stands.

    The instant is `now`, or just after the last one where a clock went back: instants only grow. The row's
    lock lets only one publication through at a time.
    """
    connection.execute(update(state).values(data_version=state.c.data_version + 1))
    last = load_last_instant(connection)
    instant = now if last is None else max(now, last + timedelta(microseconds=1))
    connection.execute(update(state).values(published_at=instant))
    return instant
