"""Original files, byte for byte: a return as it was sent, with its faults marked, or what was attached to it."""

from dataclasses import dataclass
from datetime import datetime

from data_access.database import Connection, Database
from data_access.evidence import find_evidence
from data_access.files import StoredFile, load_file
from data_access.return_versions import ReturnVersion, list_cell_reasons
from data_access.submissions import find_submission
from domain.audit import Deed
from domain.failures import NotFound
from domain.finding import Finding, Severity
from domain.permission import Action
from domain.text import Language, mark
from kpi_returns.annotating import render_annotated
from use_cases.authority import Actor, Caller, authorise, permit_somewhere, record_alone, refusals_recorded
from use_cases.return_steps import Clock, load_version_for, name_of, now_utc
from workbooks.reading import Upload

SENT_BACK = mark("{reason}")
MENDED = mark(
    "On the page {name} wrote “{words}” here; this file does not have it. Write it in before you send it anew."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenFile:
    """A file to take away; its name is the sender's."""

    name: str
    content: bytes


def take_published_file(
    database: Database, caller: Caller, submission: int, *, clock: Clock = now_utc
) -> TakenFile:
    """The file behind a published return, for whoever may export figures. Raises SignedOut, Forbidden, NotFound."""
    now = clock()
    with refusals_recorded(database), database.reading() as connection:
        actor = authorise(connection, caller, Action.EXPORT_FIGURES, now=now)
        found = find_submission(connection, submission)
        if found is None:
            raise NotFound("no_such_file", mark("This file is not there. Choose one from the list."))
        file = load_file(connection, found.file_sha256)
    _tell(database, actor, name_of(found), file, now)
    return TakenFile(name=found.file_name, content=file.content)


def take_sent_file(database: Database, caller: Caller, number: int, *, clock: Clock = now_utc) -> TakenFile:
    """The file of a version on its way. Raises SignedOut, Forbidden, NotFound."""
    now = clock()
    with refusals_recorded(database), database.reading() as connection:
        seen, actor = load_version_for(connection, caller, number, Action.READ_RETURNS, now)
        file = load_file(connection, seen.contents.file_sha256)
    _tell(database, actor, name_of(seen), file, now)
    return TakenFile(name=seen.contents.file_name, content=file.content)


def take_annotated(
    database: Database, caller: Caller, number: int, *, language: Language, clock: Clock = now_utc
) -> TakenFile:
    """The same with the faulty cells marked, those that came back with the reviewer's reasons, and those that were
    mended on the page with what was written there: the file itself is as it was sent.

    Raises SignedOut, Forbidden, NotFound, WorkbookRefused.
    """
    now = clock()
    with refusals_recorded(database), database.reading() as connection:
        seen, actor = load_version_for(connection, caller, number, Action.READ_RETURNS, now)
        file = load_file(connection, seen.contents.file_sha256)
        findings = (*_reviewed(connection, seen), *seen.contents.findings, *_mended(seen))
    content = render_annotated(file.content, findings, language)
    _tell(database, actor, name_of(seen), file, now)
    return TakenFile(name=_xlsx_name(seen.contents.file_name), content=content)


def annotate_upload(
    database: Database,
    caller: Caller,
    upload: Upload,
    findings: tuple[Finding, ...],
    *,
    language: Language,
    clock: Clock = now_utc,
) -> TakenFile:
    """A file that was not kept, with its faults marked. Raises SignedOut, Forbidden, WorkbookRefused."""
    permit_somewhere(database, caller, Action.FILL_RETURN, now=clock())
    return TakenFile(
        name=_xlsx_name(upload.name), content=render_annotated(upload.content, findings, language)
    )


def take_evidence(database: Database, caller: Caller, number: int, *, clock: Clock = now_utc) -> TakenFile:
    """A file that was attached. Raises SignedOut, Forbidden, NotFound."""
    now = clock()
    with refusals_recorded(database), database.reading() as connection:
        piece = find_evidence(connection, number)
        if piece is None or piece.file_sha256 is None:
            authorise(connection, caller, Action.READ_RETURNS, now=now)
            raise NotFound("no_such_file", mark("This file is not there. Choose one from the list."))
        seen, actor = load_version_for(connection, caller, piece.version_id, Action.READ_RETURNS, now)
        file = load_file(connection, piece.file_sha256)
    _tell(database, actor, name_of(seen), file, now)
    return TakenFile(name=piece.title, content=file.content)


def _reviewed(connection: Connection, seen: ReturnVersion) -> list[Finding]:
    """Why cells came back, as findings like any other."""
    return [
        Finding(
            code="sent_back",
            severity=Severity.BLOCK,
            message=SENT_BACK,
            values={"reason": said.reason},
            sheet=said.sheet,
            cell=said.cell,
        )
        for said in list_cell_reasons(connection, seen.id)
    ]


def _mended(seen: ReturnVersion) -> list[Finding]:
    """What was written into cells on the page, the last word of each, as findings like any other."""
    return [
        Finding(
            code="mended_on_the_page",
            severity=Severity.CONFIRM,
            message=MENDED,
            values={"words": edit.written or "–", "name": edit.by},
            sheet=edit.sheet,
            cell=edit.cell,
        )
        for edit in {(edit.sheet, edit.cell): edit for edit in seen.contents.edits}.values()
    ]


def _xlsx_name(name: str) -> str:
    stem = name.rpartition(".")[0] or name
    return f"{stem}.checked.xlsx"


def _tell(database: Database, actor: Actor, what: str, file: StoredFile, now: datetime) -> None:
    record_alone(
        database, actor, Deed.TAKE_FILE, what, after={"file": file.name, "sha256": file.sha256}, now=now
    )
