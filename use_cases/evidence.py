"""Evidence: files and links that a sender attaches to a KPI's figure while his return is a draft."""

from datetime import datetime
from hashlib import sha256
from urllib.parse import urlsplit

from data_access.database import Connection, Database
from data_access.evidence import find_evidence, list_evidence, remove_evidence, save_evidence
from data_access.files import StoredFile, save_file
from data_access.return_versions import ReturnVersion
from domain.audit import Deed
from domain.failures import NotFound
from domain.permission import Action
from domain.submission import State
from domain.text import mark
from use_cases.authority import Actor, Caller, record
from use_cases.moment import load_version
from use_cases.periods import check_open
from use_cases.return_steps import (
    Clock,
    NotReady,
    check_seen,
    hand_of,
    load_version_for,
    name_of,
    now_utc,
    written,
)
from workbooks.reading import Upload

LARGEST, MOST_PIECES, LONGEST_LINK, LONGEST_TITLE = 20 * 1024 * 1024, 40, 2_000, 255
SCHEMES = frozenset({"http", "https"})


def attach_file(
    database: Database,
    caller: Caller,
    number: int,
    *,
    kpi: str,
    upload: Upload,
    clock: Clock = now_utc,
) -> int:
    """Attach a file to a draft; it is kept byte for byte and never opened here.

    Raises SignedOut, Forbidden, NotFound, Changed, NotReady.
    """
    now = clock()
    if not upload.content or len(upload.content) > LARGEST:
        raise NotReady(
            "evidence_size",
            mark("A file of evidence has between 1 byte and {megabytes} MB. Attach a link to a larger one."),
            {"megabytes": LARGEST // 1024 // 1024},
        )
    digest = sha256(upload.content).hexdigest()

    def work(connection: Connection) -> int:
        seen, actor = _load_draft(database, connection, caller, number, kpi, now)
        size = len(upload.content)
        file = StoredFile(sha256=digest, name=upload.name, size=size, content=upload.content, received_at=now)
        save_file(connection, file)
        piece = save_evidence(
            connection,
            version_id=seen.id,
            kpi=kpi,
            title=upload.name[:LONGEST_TITLE],
            attached=hand_of(actor, now),
            file_sha256=digest,
        )
        _tell(connection, actor, Deed.ATTACH_EVIDENCE, seen, kpi, upload.name, now, digest)
        return piece

    return written(database, work)


def attach_link(
    database: Database, caller: Caller, number: int, *, kpi: str, link: str, clock: Clock = now_utc
) -> int:
    """Attach an address of the web to a draft. Raises SignedOut, Forbidden, NotFound, Changed, NotReady."""
    now, address = clock(), link.strip()
    if not is_link(address):
        raise NotReady(
            "link_unreadable",
            mark("“{link}” is no address that begins with https:// or http://."),
            {"link": address[:80]},
        )

    def work(connection: Connection) -> int:
        seen, actor = _load_draft(database, connection, caller, number, kpi, now)
        hand = hand_of(actor, now)
        piece = save_evidence(
            connection, version_id=seen.id, kpi=kpi, title=address, attached=hand, link=address
        )
        _tell(connection, actor, Deed.ATTACH_EVIDENCE, seen, kpi, address, now)
        return piece

    return written(database, work)


def take_off(database: Database, caller: Caller, number: int, *, clock: Clock = now_utc) -> None:
    """Take a piece of evidence off a draft. Raises SignedOut, Forbidden, NotFound, Changed, NotReady."""
    now = clock()

    def work(connection: Connection) -> None:
        piece = find_evidence(connection, number)
        if piece is None:
            raise NotFound("no_such_evidence", mark("This piece of evidence is not there any more."))
        seen, actor = load_version_for(connection, caller, piece.version_id, Action.FILL_RETURN, now)
        check_seen(seen, seen.revision, State.DRAFT)
        remove_evidence(connection, number)
        _tell(connection, actor, Deed.REMOVE_EVIDENCE, seen, piece.kpi, piece.title, now)

    written(database, work)


def is_link(text: str) -> bool:
    """Whether a text is an address of the web, and nothing that a browser would run."""
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    plain = text.isprintable() and not any(sign.isspace() for sign in text)
    return plain and len(text) <= LONGEST_LINK and parts.scheme in SCHEMES and bool(parts.hostname)


def _load_draft(
    database: Database, connection: Connection, caller: Caller, number: int, kpi: str, now: datetime
) -> tuple[ReturnVersion, Actor]:
    seen, actor = load_version_for(connection, caller, number, Action.FILL_RETURN, now)
    check_seen(seen, seen.revision, State.DRAFT)
    check_open(connection, seen, now)
    if kpi not in {known.code for known in load_version(database, connection, None).plan.kpis}:
        raise NotFound(
            "no_such_kpi", mark("The plan has no KPI “{kpi}”. Choose one from the list."), {"kpi": kpi[:80]}
        )
    if len(list_evidence(connection, [seen.id])) >= MOST_PIECES:
        raise NotReady(
            "evidence_full", mark("A return has at most {most} pieces of evidence."), {"most": MOST_PIECES}
        )
    return seen, actor


def _tell(
    connection: Connection,
    actor: Actor,
    deed: Deed,
    seen: ReturnVersion,
    kpi: str,
    title: str,
    now: datetime,
    digest: str = "",
) -> None:
    after = {"version": seen.version, "kpi": kpi, "title": title}
    record(connection, actor, deed, name_of(seen), after=after, file_sha256=digest, now=now)
