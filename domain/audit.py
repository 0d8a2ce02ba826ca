"""The audit log as a chain: each entry carries the hash of the one before, so that none can go unnoticed."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from hashlib import sha256

NOTHING_BEFORE = "0" * 64


class Deed(StrEnum):
    """What an entry tells of: something done, or something refused."""

    SIGN_IN = "sign_in"
    SIGN_IN_REFUSED = "sign_in_refused"
    SIGN_OUT = "sign_out"
    REFUSED = "refused"
    LOAD_PLAN = "load_plan"
    IMPORT_RETURN = "import_return"
    DRAFT_RETURN = "draft_return"
    MEND_RETURN = "mend_return"
    DISCARD_RETURN = "discard_return"
    SUBMIT_RETURN = "submit_return"
    TAKE_BACK_RETURN = "take_back_return"
    APPROVE_RETURN = "approve_return"
    SEND_BACK_RETURN = "send_back_return"
    ATTACH_EVIDENCE = "attach_evidence"
    REMOVE_EVIDENCE = "remove_evidence"
    TAKE_FILE = "take_file"
    CLOSE_PERIOD = "close_period"
    ASK_REOPENING = "ask_reopening"
    GRANT_REOPENING = "grant_reopening"
    END_REOPENING = "end_reopening"
    REMINDER_SENT = "reminder_sent"
    BLANK_RETURN = "blank_return"
    EXPORT_FIGURES = "export_figures"
    EXPORT_AUDIT_LOG = "export_audit_log"
    INVITE_PERSON = "invite_person"
    ACCEPT_INVITATION = "accept_invitation"
    RESET_PASSWORD = "reset_password"  # noqa: S105 - the name of a deed
    SET_PASSWORD = "set_password"  # noqa: S105 - the name of a deed
    LINK_IDENTITY = "link_identity"
    GRANT_ROLE = "grant_role"
    END_ROLE = "end_role"
    DISABLE_PERSON = "disable_person"
    ENABLE_PERSON = "enable_person"
    END_SESSIONS = "end_sessions"


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What happened. `person` is None where somebody acted at the command line, or nobody is known.

    `roles` are those held then; `object` is what it was done to, its kind and its code as in "person:somsri";
    `before` and `after` are JSON objects as text, empty where there is nothing to tell.
    """

    at: datetime
    person: int | None
    login: str
    roles: tuple[str, ...]
    address: str
    deed: str
    object: str
    before: str = ""
    after: str = ""
    reason: str = ""
    file_sha256: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A record at its place in the chain, counted from 1."""

    seq: int
    record: Record
    previous_hash: str
    hash: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The last entry of the chain: its place and its hash; place 0 before the first."""

    seq: int = 0
    hash: str = NOTHING_BEFORE


class Breach(StrEnum):
    """How a chain is broken at a place."""

    MISSING = "missing"
    CHANGED = "changed"
    CUT = "cut"
    ADDED = "added"
    OTHER_THAN_ANCHORED = "other_than_anchored"


@dataclass(frozen=True, slots=True, kw_only=True)
class Broken:
    """The first place at which the chain does not hold."""

    seq: int
    breach: Breach


def canonical(values: Mapping[str, object]) -> str:
    """A JSON object in the one way in which it is hashed and kept."""
    return json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)


def linked(record: Record, head: Head) -> Entry:
    """A record as the next entry after a head."""
    seq = head.seq + 1
    return Entry(seq=seq, record=record, previous_hash=head.hash, hash=hash_of(seq, record, head.hash))


def hash_of(seq: int, record: Record, previous_hash: str) -> str:
    """SHA-256 over the hash before and everything that an entry tells."""
    told = {name: getattr(record, name) for name in Record.__slots__}
    told |= {"seq": seq, "at": record.at.astimezone(UTC).isoformat(timespec="microseconds")}
    return sha256(f"{previous_hash}\n{canonical(told)}".encode()).hexdigest()


def find_break(entries: Iterable[Entry], anchored: Mapping[int, str], *, head: Head) -> Broken | None:
    """The first place at which entries, in the order of their places, are no chain.

    `anchored` are hashes by place as they were written down outside; `head` is where the chain says it ends.
    """
    last = Head()
    for place, entry in enumerate(entries, start=1):
        if entry.seq != place:
            return Broken(seq=place, breach=Breach.MISSING)
        if (entry.previous_hash, entry.hash) != (last.hash, hash_of(place, entry.record, last.hash)):
            return Broken(seq=place, breach=Breach.CHANGED)
        if anchored.get(place, entry.hash) != entry.hash:
            return Broken(seq=place, breach=Breach.OTHER_THAN_ANCHORED)
        last = Head(seq=place, hash=entry.hash)
    if max((head.seq, *anchored)) > last.seq:
        return Broken(seq=last.seq + 1, breach=Breach.CUT)
    return None if head == last else Broken(seq=head.seq + 1, breach=Breach.ADDED)
