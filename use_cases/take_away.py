"""A table of figures as a file: whoever takes it has to be allowed to at that moment, and the log tells of it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from data_access.database import Database
from use_cases.authority import Caller
from use_cases.export_figures import record_export


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What is taken away: a table of a page, at which address, in how many rows, as what kind of file."""

    page: str
    table: str
    address: Mapping[str, str]
    rows: int
    kind: str


def take_away(
    database: Database,
    caller: Caller,
    taken: Taken,
    render: Callable[[], bytes],
    *,
    now: datetime | None = None,
) -> bytes:
    """The file, if its caller may export figures now; that he took it is an entry of the log.

    Raises SignedOut, Forbidden.
    """
    content = render()
    told = {"rows": taken.rows, "file": taken.kind, "address": dict(taken.address)}
    record_export(
        database,
        caller,
        f"table:{taken.page}/{taken.table}",
        told,
        file_sha256=sha256(content).hexdigest(),
        now=now,
    )
    return content
