"""What the buttons of the pages of returns do. All of it runs as callbacks: what was sent may be anything."""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime, time
from hashlib import sha256
from zoneinfo import ZoneInfo

import streamlit as st

from data_access.database import Database
from data_access.return_versions import CellReason, ReturnVersion
from domain.failures import Refusal
from domain.fiscal import FiscalCalendar
from domain.text import mark
from house_style.dates import read_day
from ui.attempts import Done, attempt
from ui.parts.return_findings import confirm_key
from ui.parts.return_mapping import find_pointed
from use_cases.authority import Caller
from use_cases.evidence import attach_file, attach_link, take_off
from use_cases.hand_in import discard, hand_in, keep_draft, read_for, submit, take_back
from use_cases.map_workbook import keep_mapped
from use_cases.mend_return import go_on_from, mend
from use_cases.periods import ask_reopening, close_period, end_reopening, grant_reopening
from use_cases.review import approve, send_back
from workbooks.cells import Workbook
from workbooks.reading import Upload

UPLOADER, ROUND = "return_files", "return_files_round"


def uploader_key() -> str:
    """The name of the field for files; another one once they are kept, so that the field is empty again."""
    return f"{UPLOADER}_{st.session_state.get(ROUND, 0)}"


def uploads() -> list[Upload]:
    """The files that lie in the field."""
    files = st.session_state.get(uploader_key()) or []
    return [Upload(name=str(file.name), content=file.getvalue()) for file in files]


def keep(index: int, *, field: str, sends: bool, codes: Iterable[str], key: str) -> None:
    """Keep a file of the field as a draft, or send it at once. Pressed twice, the second finds another field: it is done."""
    if field != uploader_key():
        return

    def work(database: Database, caller: Caller) -> Done:
        upload = _nth(uploads(), index)
        (result,) = read_for(database, caller, [upload])
        foreign = find_pointed(sha256(upload.content).hexdigest())
        if foreign is not None and isinstance(result, Workbook):
            kept = keep_mapped(database, caller, upload, result, foreign)
            if sends:
                kept = submit(
                    database, caller, kept.id, revision=kept.revision, confirmed=confirmed(key, codes)
                )
                return _done(mark("Sent as version {version}. The planning office now checks it."), kept)
            return _done(mark("Kept as a draft, version {version}."), kept)
        if sends:
            kept = hand_in(database, caller, upload, result, confirmed=confirmed(key, codes))
            return _done(mark("Sent as version {version}. The planning office now checks it."), kept)
        kept = keep_draft(database, caller, upload, result)
        return _done(mark("Kept as a draft, version {version}."), kept)

    if attempt("upload", work):
        st.session_state[ROUND] = st.session_state.get(ROUND, 0) + 1


def send_draft(seen: ReturnVersion, *, codes: Iterable[str], key: str) -> None:
    """Send a draft."""

    def work(database: Database, caller: Caller) -> Done:
        sent = submit(database, caller, seen.id, revision=seen.revision, confirmed=confirmed(key, codes))
        return _done(mark("Sent as version {version}. The planning office now checks it."), sent)

    attempt("version", work)


def take(seen: ReturnVersion) -> None:
    """Take back what was sent."""
    _do(
        "version",
        lambda d, c: take_back(d, c, seen.id, revision=seen.revision),
        mark("Taken back: version {version} is a draft again."),
    )


def throw_away(seen: ReturnVersion) -> None:
    """Throw a draft away."""
    _do(
        "version",
        lambda d, c: discard(d, c, seen.id, revision=seen.revision),
        mark("The draft, version {version}, is thrown away."),
    )


def go_on(seen: ReturnVersion) -> None:
    """Go on from what came back."""
    _do("version", lambda d, c: go_on_from(d, c, seen.id), mark("There is a new draft: version {version}."))


def mend_cells(seen: ReturnVersion, cells: Iterable[tuple[str, str]], key: str) -> None:
    """Write what was typed beside the findings into their cells."""
    typed = [(sheet, cell, _text(mend_key(key, sheet, cell))) for sheet, cell in cells]

    def work(database: Database, caller: Caller) -> Done:
        written = [entry for entry in typed if entry[2]]
        return _done(
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
        kpi, link, file = _text("evidence_kpi"), _text("evidence_link"), st.session_state.get("evidence_file")
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


def detach(number: int) -> None:
    """Take a piece of evidence off."""

    def work(database: Database, caller: Caller) -> Done:
        take_off(database, caller, number)
        return Done(message=mark("The evidence is taken off."))

    attempt("evidence", work)


def approve_it(seen: ReturnVersion) -> None:
    """Approve what was sent."""
    _do(
        "review",
        lambda d, c: approve(d, c, seen.id, revision=seen.revision),
        mark("Approved: the figures of version {version} stand on every screen from now on."),
    )


def send_it_back(seen: ReturnVersion, rows: int) -> None:
    """Send back what was sent, with reasons for single cells."""
    cells = [
        CellReason(sheet=sheet, cell=cell, reason=_text(f"back_why_{row}"))
        for row in range(rows)
        for sheet, _, cell in [_text(f"back_cell_{row}").rpartition("!")]
        if _text(f"back_why_{row}")
    ]
    _do(
        "review",
        lambda d, c: send_back(
            d, c, seen.id, revision=seen.revision, reason=_text("back_reason"), cells=cells
        ),
        mark("Version {version} is sent back; its department reads why."),
    )


def close(year: int, month: int) -> None:
    """Close a period."""

    def work(database: Database, caller: Caller) -> Done:
        if st.session_state.get("close_sure") is not True:
            raise Refusal(
                "not_sure",
                mark("Nothing is done yet. Tick the box to say that you are sure, and press again."),
            )
        close_period(database, caller, year=year, month=month)
        return Done(message=mark("The period is closed."))

    attempt("period", work)


def ask(year: int, month: int, calendar: FiscalCalendar) -> None:
    """Ask to open a period again."""

    def work(database: Database, caller: Caller) -> Done:
        day = read_day(_text("reopen_until"))
        until = datetime.combine(day, time.max, tzinfo=ZoneInfo(calendar.zone)).astimezone(UTC)
        ask_reopening(
            database,
            caller,
            year=year,
            month=month,
            department=_text("reopen_department"),
            reason=_text("reopen_reason"),
            until=until,
        )
        return Done(message=mark("Asked for. A second person of the planning office has to grant it."))

    attempt("period", work)


def grant(number: int) -> None:
    """Grant a re-opening."""

    def work(database: Database, caller: Caller) -> Done:
        grant_reopening(database, caller, number)
        return Done(message=mark("Granted: returns can be sent again until then."))

    attempt("period", work)


def end(number: int) -> None:
    """Refuse a re-opening or end it."""

    def work(database: Database, caller: Caller) -> Done:
        end_reopening(database, caller, number)
        return Done(message=mark("Ended: the period is closed."))

    attempt("period", work)


def confirmed(key: str, codes: Iterable[str]) -> list[str]:
    """The kinds of findings whose box is ticked."""
    return [code for code in codes if st.session_state.get(confirm_key(key, code)) is True]


def _do(form: str, step: Callable[[Database, Caller], ReturnVersion], message: str) -> None:
    attempt(form, lambda database, caller: _done(message, step(database, caller)))


def _done(message: str, version: ReturnVersion, **values: object) -> Done:
    st.query_params["submission"] = str(version.id)  # the page goes on with this version
    return Done(message=message, values={"version": version.version, **values})


def _nth(files: list[Upload], index: int) -> Upload:
    if not 0 <= index < len(files):
        raise Refusal("file_gone", mark("This file is not here any more. Choose it again."))
    return files[index]


def _text(name: str) -> str:
    return str(st.session_state.get(name) or "").strip()
