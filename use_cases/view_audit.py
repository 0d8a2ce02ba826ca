"""The audit log, searched and taken away by who may read it."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime

from data_access.audit import Wanted, count_entries, list_entries
from data_access.database import Connection, Database
from domain.audit import Deed, Entry
from domain.permission import Action
from use_cases.authority import Actor, Caller, acting, authorise, record, refusals_recorded

AT_ONCE = 100
COLUMNS = (
    *("seq", "at", "person", "login", "roles", "address", "deed", "object", "before", "after", "reason"),
    *("file_sha256", "previous_hash", "hash"),
)
__all__ = [
    "COLUMNS",
    "AuditPage",
    "Wanted",
    "as_cells",
    "export_audit_log",
    "search_audit_log",
]  # a search is known from here


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditPage:
    """Some entries, the newest first, of how many. `older` leads to the next page; None on the last one."""

    entries: tuple[Entry, ...]
    total: int
    older: int | None


def search_audit_log(
    database: Database,
    caller: Caller,
    wanted: Wanted,
    *,
    before: int | None = None,
    limit: int = AT_ONCE,
    now: datetime | None = None,
) -> AuditPage:
    """One page of the entries that are asked for, those before a place. Raises SignedOut, Forbidden."""
    with refusals_recorded(database), database.reading() as connection:
        authorise(connection, caller, Action.READ_AUDIT_LOG, now=now)
        found = list_entries(connection, wanted, before=before, limit=limit + 1)
        total = count_entries(connection, wanted)
    shown = tuple(found[:limit])
    return AuditPage(entries=shown, total=total, older=shown[-1].seq if len(found) > limit else None)


def export_audit_log(
    database: Database, caller: Caller, wanted: Wanted, *, now: datetime | None = None
) -> list[dict[str, object]]:
    """Every entry that is asked for as a plain row, the newest first; that it was taken away is an entry too.

    The rows are made before that entry is written, so that nobody waits for them to write, and are handed out after it
    stands. Raises SignedOut, Forbidden. A row has the names under which its hash was made, see domain/audit.py.
    """
    instant = now or datetime.now(UTC)
    with refusals_recorded(database), database.reading() as connection:
        authorise(connection, caller, Action.EXPORT_AUDIT_LOG, now=instant)
        rows = [_as_row(entry) for entry in list_entries(connection, wanted)]
    told = {name: str(value) for name, value in asdict(wanted).items() if value}
    after: Mapping[str, object] = {"entries": len(rows), "wanted": told}

    def tell(connection: Connection, actor: Actor) -> None:
        record(connection, actor, Deed.EXPORT_AUDIT_LOG, "audit_log", after=after, now=instant)

    acting(database, caller, Action.EXPORT_AUDIT_LOG, tell, now=instant)
    return rows


def as_cells(row: Mapping[str, object]) -> list[str | int | None]:
    """A row in the order of COLUMNS, several roles in one cell."""
    return [_as_cell(row[name]) for name in COLUMNS]


def _as_cell(value: object) -> str | int | None:
    match value:
        case list():
            return " ".join(map(str, value))
        case int() | None:
            return value
        case _:
            return str(value)


def _as_row(entry: Entry) -> dict[str, object]:
    told = asdict(entry.record)
    told |= {"at": entry.record.at.isoformat(timespec="microseconds"), "roles": list(entry.record.roles)}
    return {"seq": entry.seq, **told, "previous_hash": entry.previous_hash, "hash": entry.hash}
