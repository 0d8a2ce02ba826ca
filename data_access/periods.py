"""Closed periods: when they were closed, and for whom they were opened again, for how long and why."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, RowMapping, insert, select, update

from data_access.return_versions import as_hand, hand_row, load_hand
from data_access.schema_of_returns import closings, reopenings
from domain.submission import Hand


@dataclass(frozen=True, slots=True, kw_only=True)
class Reopening:
    """A closed period that somebody asks to open again until an instant; open once a second person granted it.

    `department` is empty where all may send again.
    """

    id: int
    year: int
    month: int
    department: str
    reason: str
    until: datetime
    asked: Hand
    granted: Hand | None = None
    ended: Hand | None = None

    def lets_in(self, department: str, now: datetime) -> bool:
        """Whether a department may send again at an instant."""
        is_open = self.granted is not None and self.ended is None and now < self.until
        return is_open and self.department in ("", department)

    def waits(self, now: datetime) -> bool:
        """Whether it still waits for a second person."""
        return self.granted is None and self.ended is None and now < self.until


def save_closing(connection: Connection, year: int, month: int, hand: Hand) -> None:
    """Close a period for good; each is closed once."""
    connection.execute(
        insert(closings).values({"fiscal_year": year, "month": month, **hand_row("closed", hand)})
    )


def find_closing(connection: Connection, year: int, month: int) -> Hand | None:
    """Who closed a period, and when; None while it is open."""
    c = closings.c
    query = select(closings).where(c.fiscal_year == year, c.month == month)
    row = connection.execute(query).mappings().first()
    return None if row is None else load_hand(row, "closed")


def list_closings(connection: Connection, years: Collection[int]) -> Mapping[tuple[int, int], Hand]:
    """Who closed which (fiscal year, month) of those years."""
    query = select(closings).where(closings.c.fiscal_year.in_(years))
    return {
        (row["fiscal_year"], row["month"]): load_hand(row, "closed")
        for row in connection.execute(query).mappings()
    }


def save_reopening(
    connection: Connection,
    *,
    year: int,
    month: int,
    department: str,
    reason: str,
    until: datetime,
    asked: Hand,
) -> int:
    """Keep that somebody asks to open a period again; the number of the asking."""
    values = {
        "fiscal_year": year,
        "month": month,
        "department": department,
        "reason": reason,
        "until": until,
        **hand_row("asked", asked),
    }
    return int(connection.execute(insert(reopenings).values(values).returning(reopenings.c.id)).scalar_one())


def save_granted(connection: Connection, seen: Reopening, hand: Hand) -> bool:
    """Grant what was asked; False where it was granted or ended meanwhile."""
    r = reopenings.c
    waiting = (r.id == seen.id, r.granted_at.is_(None), r.ended_at.is_(None))
    granted = update(reopenings).where(*waiting).values(hand_row("granted", hand))
    return connection.execute(granted).rowcount == 1


def save_ended(connection: Connection, seen: Reopening, hand: Hand) -> bool:
    """Refuse or end it before its time; False where it was ended meanwhile."""
    r = reopenings.c
    ended = update(reopenings).where(r.id == seen.id, r.ended_at.is_(None)).values(hand_row("ended", hand))
    return connection.execute(ended).rowcount == 1


def find_reopening(connection: Connection, number: int) -> Reopening | None:
    """The asking with that number, or None."""
    row = connection.execute(select(reopenings).where(reopenings.c.id == number)).mappings().first()
    return None if row is None else _as_reopening(row)


def list_reopenings(
    connection: Connection, *, years: Collection[int], month: int | None = None
) -> list[Reopening]:
    """What was asked for those fiscal years, the oldest first."""
    query = select(reopenings).where(reopenings.c.fiscal_year.in_(years)).order_by(reopenings.c.id)
    if month is not None:
        query = query.where(reopenings.c.month == month)
    return [_as_reopening(row) for row in connection.execute(query).mappings()]


def _as_reopening(row: RowMapping) -> Reopening:
    return Reopening(
        id=row["id"],
        year=row["fiscal_year"],
        month=row["month"],
        department=row["department"],
        reason=row["reason"],
        until=row["until"],
        asked=load_hand(row, "asked"),
        granted=as_hand(row, "granted"),
        ended=as_hand(row, "ended"),
    )
