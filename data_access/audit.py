"""The audit log: entries are added to its end, one writer at a time, and never touched again."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, func, insert, or_, select, text, update

from data_access.anchor import LAST_HEAD
from data_access.schema_of_people import audit_head, audit_log
from domain.audit import Deed, Entry, Head, Record, linked

AT_ONCE = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which entries are asked for; what is empty does not narrow. `words` are looked for in every text."""

    login: str = ""
    deed: str = ""
    object: str = ""
    since: datetime | None = None
    until: datetime | None = None
    words: str = ""


def wait_for_turn(connection: Connection) -> None:
    """Let one transaction at a time add to the log; to be asked before anything else in it.

    SQLite has only one writer anyway. PostgreSQL takes its picture of the data after this lock, so whoever waited
    sees what the others did and need not begin again.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(text("LOCK TABLE audit_head IN SHARE ROW EXCLUSIVE MODE"))


def save_record(connection: Connection, record: Record) -> Entry:
    """Add a record to the end of the log."""
    head = load_head(connection)
    entry = linked(_storable(record), head)
    # First the end: in PostgreSQL whoever was overtaken is told so here, and begins again.
    connection.execute(update(audit_head).values(seq=entry.seq, hash=entry.hash))
    values = asdict(entry.record)
    connection.execute(
        insert(audit_log).values(
            seq=entry.seq,
            person_id=values.pop("person"),
            roles=" ".join(values.pop("roles")),
            previous_hash=entry.previous_hash,
            hash=entry.hash,
            **values,
        )
    )
    connection.info[LAST_HEAD] = Head(seq=entry.seq, hash=entry.hash)
    return entry


def load_head(connection: Connection) -> Head:
    """Where the log says that it ends."""
    row = connection.execute(select(audit_head.c.seq, audit_head.c.hash)).one()
    return Head(seq=row.seq, hash=row.hash)


def list_all_entries(connection: Connection) -> Iterator[Entry]:
    """The whole log from its beginning, a batch at a time."""
    last = 0
    while True:
        query = select(audit_log).where(audit_log.c.seq > last).order_by(audit_log.c.seq).limit(AT_ONCE)
        rows = connection.execute(query).mappings().all()
        if not rows:
            return
        yield from map(_as_entry, rows)
        last = rows[-1]["seq"]


def list_entries(
    connection: Connection, wanted: Wanted, *, before: int | None = None, limit: int | None = None
) -> list[Entry]:
    """The entries that are asked for, the newest first; only those before a place in the chain, at most so many."""
    query = _narrowed(select(audit_log), wanted).order_by(audit_log.c.seq.desc()).limit(limit)
    if before is not None:
        query = query.where(audit_log.c.seq < before)
    return [_as_entry(row) for row in connection.execute(query).mappings()]


def count_entries(connection: Connection, wanted: Wanted) -> int:
    """How many entries there are of those asked for."""
    counted = _narrowed(select(func.count()).select_from(audit_log), wanted)
    return int(connection.execute(counted).scalar_one())


def list_last_times(connection: Connection, deed: Deed) -> dict[int, datetime]:
    """When each person did something last, by the person's number; who never did is not among them."""
    a = audit_log.c
    query = select(a.person_id, func.max(a.at)).where(a.deed == deed.value, a.person_id.is_not(None))
    return {row[0]: row[1] for row in connection.execute(query.group_by(a.person_id))}


def _narrowed(query: Select[Any], wanted: Wanted) -> Select[Any]:
    a = audit_log.c
    if wanted.login:
        query = query.where(a.login == wanted.login)
    if wanted.deed:
        query = query.where(a.deed == wanted.deed)
    if wanted.object:
        query = query.where(a.object.startswith(wanted.object, autoescape=True))
    if wanted.since is not None:
        query = query.where(a.at >= wanted.since)
    if wanted.until is not None:
        query = query.where(a.at < wanted.until)
    if wanted.words:
        told = (a.login, a.object, a.before, a.after, a.reason, a.address, a.file_sha256)
        query = query.where(or_(*(column.icontains(wanted.words, autoescape=True) for column in told)))
    return query


def _as_entry(row: Mapping[Any, Any]) -> Entry:
    values = dict(row)
    place = {name: values.pop(name) for name in ("seq", "previous_hash", "hash")}
    person, roles = values.pop("person_id"), tuple(values.pop("roles").split())
    return Entry(record=Record(person=person, roles=roles, **values), **place)


def _storable(record: Record) -> Record:
    """Without what no database keeps as text: the sign NUL, and halves of signs."""
    told = asdict(record).items()
    cleaned: dict[str, Any] = {name: _clean(value) for name, value in told if isinstance(value, str)}
    return replace(record, **cleaned)


def _clean(text: str) -> str:
    return text.replace("\0", "").encode(errors="replace").decode()
