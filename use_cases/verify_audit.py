"""Whether the audit log is whole: every link, its end, and what was written down outside the database."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from data_access.anchor import read_anchor
from data_access.audit import list_all_entries, load_head
from data_access.database import Database
from domain.audit import Broken, Head, find_break
from domain.failures import Refusal
from domain.permission import Action
from domain.text import mark
from use_cases.authority import Caller, authorise, refusals_recorded


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """Where the log says that it ends, how many places were written down outside, and the first broken one."""

    head: Head
    anchored: int
    broken: Broken | None


def verify_audit(
    database: Database, caller: Caller, anchor: Path | None = None, *, now: datetime | None = None
) -> Verdict:
    """Judge the whole log. Raises SignedOut, Forbidden, and Refusal where the anchor cannot be read.

    Whoever can write to the database can cut the end of the log and say that it ends there; only the anchor knows.
    """
    anchored = _read(anchor) if anchor else {}
    with refusals_recorded(database), database.reading() as connection:
        authorise(connection, caller, Action.READ_AUDIT_LOG, now=now)
        head = load_head(connection)
        broken = find_break(list_all_entries(connection), anchored, head=head)
    return Verdict(head=head, anchored=len(anchored), broken=broken)


def _read(anchor: Path) -> dict[int, str]:
    try:
        return read_anchor(anchor)
    except (OSError, ValueError) as fault:
        raise Refusal(
            "anchor_unreadable",
            mark("{file} cannot be read as the anchor of the audit log: {fault}."),
            {"file": str(anchor), "fault": str(fault)},
        ) from fault
