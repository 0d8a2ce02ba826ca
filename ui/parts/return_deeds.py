"""What the buttons of a department do with its returns. All of it runs as callbacks: what was sent may be anything."""

from collections.abc import Iterable, Sequence
from hashlib import sha256

import streamlit as st

from data_access.database import Database
from data_access.return_versions import ReturnVersion
from domain.failures import Refusal
from domain.text import mark
from ui.attempts import Done, attempt
from ui.parts.return_findings import confirm_key
from ui.parts.return_mapping import find_pointed
from ui.parts.return_steps import go_on_with, step, typed_in
from use_cases.authority import Caller
from use_cases.evidence import attach_file, attach_link, take_off
from use_cases.hand_in import discard, hand_in, keep_draft, read_for, submit, take_back
from use_cases.mend_return import go_on_from, mend
from workbooks.cells import Workbook
from workbooks.reading import Upload, WorkbookRefused

UPLOADER, ROUND, KEPT = "return_files", "return_files_round", "return_files_kept"
SENT = mark("Sent as version {version}. The planning office now checks it.")
KEPT_AS_DRAFT = mark("Kept as a draft, version {version}.")
EVIDENCE_ROUND = "evidence_file_round"


def uploader_key() -> str:
    """The name of the field for files; another one once they are kept, so that the field is empty again."""
    return f"{UPLOADER}_{st.session_state.get(ROUND, 0)}"


def evidence_key() -> str:
    """The same of the field for a file of evidence."""
    return f"evidence_file_{st.session_state.get(EVIDENCE_ROUND, 0)}"


def uploads() -> list[Upload]:
    """The files that lie in the field."""
    files = st.session_state.get(uploader_key()) or []
    return [Upload(name=str(file.name), content=file.getvalue()) for file in files]


def form_of(index: int) -> str:
    """Under which name a refusal to keep that file is said beside it."""
    return f"{UPLOADER}_{index}"


def kept_of(upload: Upload) -> ReturnVersion | None:
    """The version that a file of the field was kept as, where there are others in the field."""
    kept: dict[tuple[str, str], ReturnVersion] = st.session_state.get(KEPT, {})
    return kept.get(_identity(upload))


def forget_all_but(files: Sequence[Upload]) -> None:
    """Know no more of files that are gone from the field."""
    here = {_identity(upload) for upload in files}
    kept = st.session_state.get(KEPT, {})
    st.session_state[KEPT] = {file: version for file, version in kept.items() if file in here}


def keep(index: int, *, field: str, sends: bool, codes: Iterable[str], key: str) -> None:
    """Keep a file of the field as a draft, or send it at once; the page goes on with it where it is the only one.

    Pressed twice, the second finds another field: it is done.
    """
    if field != uploader_key():
        return
    files = uploads()

    def work(database: Database, caller: Caller) -> Done:
        upload = _nth(files, index)
        (result,) = read_for(database, caller, [upload])
        version = _handed_in(database, caller, upload, result, confirmed(key, codes) if sends else None)
        message = SENT if sends else KEPT_AS_DRAFT
        if len(files) > 1:
            st.session_state[KEPT] = {**st.session_state.get(KEPT, {}), _identity(upload): version}
            return Done(message=message, values={"version": version.version})
        st.session_state[ROUND] = st.session_state.get(ROUND, 0) + 1
        return go_on_with(message, version)

    attempt(form_of(index) if 0 <= index < len(files) else UPLOADER, work)


def _handed_in(
    database: Database,
    caller: Caller,
    upload: Upload,
    result: Workbook | WorkbookRefused,
    sure: list[str] | None,
) -> ReturnVersion:
    """Keep a file as a draft, or send it where the sender said of what he is `sure`; as it was pointed out, if it was."""
    foreign = find_pointed(sha256(upload.content).hexdigest())
    if sure is None:
        return keep_draft(database, caller, upload, result, foreign=foreign)
    return hand_in(database, caller, upload, result, confirmed=sure, foreign=foreign)


def send_draft(seen: ReturnVersion, *, codes: Iterable[str], key: str) -> None:
    """Send a draft."""

    def work(database: Database, caller: Caller) -> Done:
        sent = submit(database, caller, seen.id, revision=seen.revision, confirmed=confirmed(key, codes))
        return go_on_with(mark("Sent as version {version}. The planning office now checks it."), sent)

    attempt("version", work)


def take(seen: ReturnVersion) -> None:
    """Take back what was sent."""
    step(
        "version",
        lambda d, c: take_back(d, c, seen.id, revision=seen.revision),
        mark("Taken back: version {version} is a draft again."),
    )


def throw_away(seen: ReturnVersion) -> None:
    """Throw a draft away."""
    step(
        "version",
        lambda d, c: discard(d, c, seen.id, revision=seen.revision),
        mark("The draft, version {version}, is thrown away."),
    )


def go_on(seen: ReturnVersion) -> None:
    """Go on from what came back."""
    step("version", lambda d, c: go_on_from(d, c, seen.id), mark("There is a new draft: version {version}."))


def mend_cells(seen: ReturnVersion, cells: Iterable[tuple[str, str]], key: str) -> None:
    """Write what was typed beside the findings into their cells."""
    typed = [(sheet, cell, typed_in(mend_key(key, sheet, cell))) for sheet, cell in cells]

    def work(database: Database, caller: Caller) -> Done:
        written = [entry for entry in typed if entry[2]]
        return go_on_with(
            mark("{count} cells are mended; what is left is listed."),
            mend(database, caller, seen.id, revision=seen.revision, cells=written),
            count=len(written),
        )

    attempt("mend", work)


def mend_key(key: str, sheet: str, cell: str) -> str:
    """Under which name a page knows what was typed for a cell."""
    return f"{key}_mend_{sheet}!{cell}"


def attach(seen: ReturnVersion) -> None:
    """Attach a file or a link to a KPI."""

    def work(database: Database, caller: Caller) -> Done:
        kpi, link, file = (
            typed_in("evidence_kpi"),
            typed_in("evidence_link"),
            st.session_state.get(evidence_key()),
        )
        if file is not None:
            attach_file(
                database,
                caller,
                seen.id,
                kpi=kpi,
                upload=Upload(name=str(file.name), content=file.getvalue()),
            )
        else:
            attach_link(database, caller, seen.id, kpi=kpi, link=link)
        return Done(message=mark("The evidence is attached."))

    if attempt("evidence", work):
        st.session_state["evidence_link"] = ""
        st.session_state[EVIDENCE_ROUND] = st.session_state.get(EVIDENCE_ROUND, 0) + 1


def detach(number: int) -> None:
    """Take a piece of evidence off."""

    def work(database: Database, caller: Caller) -> Done:
        take_off(database, caller, number)
        return Done(message=mark("The evidence is taken off."))

    attempt("evidence", work)


def confirmed(key: str, codes: Iterable[str]) -> list[str]:
    """The kinds of findings whose box is ticked."""
    return [code for code in codes if st.session_state.get(confirm_key(key, code)) is True]


def _identity(upload: Upload) -> tuple[str, str]:
    return sha256(upload.content).hexdigest(), upload.name


def _nth(files: Sequence[Upload], index: int) -> Upload:
    if not 0 <= index < len(files):
        raise Refusal("file_gone", mark("This file is not here any more. Choose it again."))
    return files[index]
