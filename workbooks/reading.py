"""Reading what was uploaded: from bytes that nobody trusts to a Workbook of located cells, or a refusal."""

import hashlib
import json
import logging
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from workbooks.answer import KIND_OF_LETTER
from workbooks.cells import Cell, Sheet, Workbook
from workbooks.envelope import check_envelope
from workbooks.limits import Limits
from workbooks.reader_process import ReaderProcess
from workbooks.refusals import WorkbookRefused, refused

__all__ = ["Limits", "Upload", "WorkbookRefused", "read_workbook", "read_workbooks"]

USUAL = Limits()

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """A file as it was sent. `name` is the client's: shown, never used as a path, never trusted."""

    name: str
    content: bytes


def read_workbook(upload: Upload, *, limits: Limits = USUAL) -> Workbook:
    """Read one file in a process of its own. Raises WorkbookRefused and nothing else about the file.

    Waits while as many other files as allowed are being read; then at most `limits.seconds`.
    """
    form = check_envelope(upload.content, limits)
    with ReaderProcess(limits) as reader:
        return _ask(reader, upload, form)


def read_workbooks(uploads: Sequence[Upload], *, limits: Limits = USUAL) -> list[Workbook | WorkbookRefused]:
    """Read several files in one process, in their order; each is a Workbook or its refusal.

    Meant for files of one sender. Should one file end the process, it and those behind it are read
    again, each in a process of its own.
    """
    results: dict[int, Workbook | WorkbookRefused] = {}
    forms: dict[int, str] = {}
    for index, upload in enumerate(uploads):
        try:
            forms[index] = check_envelope(upload.content, limits)
        except WorkbookRefused as refusal:
            results[index] = refusal
    if len(forms) > 1:
        results |= _read_together(uploads, forms, limits)
    for index in forms.keys() - results.keys():
        results[index] = _read_singly(uploads[index], limits)
    return [results[index] for index in range(len(uploads))]


def _read_together(
    uploads: Sequence[Upload], forms: Mapping[int, str], limits: Limits
) -> dict[int, Workbook | WorkbookRefused]:
    """The answers that one child gave before it ended, if it did."""
    results: dict[int, Workbook | WorkbookRefused] = {}
    with ReaderProcess(limits) as reader:
        for index, form in forms.items():
            try:
                results[index] = _ask(reader, uploads[index], form)
            except WorkbookRefused as refusal:
                if reader.has_ended:
                    # Late is late, alone or not; any other end may be the fault of the files before.
                    return results | ({index: refusal} if refusal.code == "took_too_long" else {})
                results[index] = refusal
    return results


def _read_singly(upload: Upload, limits: Limits) -> Workbook | WorkbookRefused:
    try:
        return read_workbook(upload, limits=limits)
    except WorkbookRefused as refusal:
        return refusal


def _ask(reader: ReaderProcess, upload: Upload, form: str) -> Workbook:
    digest = hashlib.sha256(upload.content).hexdigest()
    said = reader.ask(form, upload.content)
    try:
        answer = json.loads(said)
        if not answer["bounded"]:
            _log_missing_bounds()
        if "refused" not in answer:
            sheets = tuple(_sheet(sheet) for sheet in answer["sheets"])
            return Workbook(
                name=upload.name, sha256=digest, size=len(upload.content), format=form, sheets=sheets
            )
        refusal = refused(answer["refused"], **answer["values"])
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as fault:
        # A child that a file has taken over may say anything; nothing of it may be a fault of ours.
        raise refused("reader_died") from fault
    if "fault" in answer:
        logger.info("the workbook %s could not be read: %r", digest, answer["fault"])
    raise refusal


@cache
def _log_missing_bounds() -> None:
    logger.warning("this system bounds no memory: workbooks are read under limits of size and time only")


def _sheet(said: Mapping[str, Any]) -> Sheet:
    return Sheet(
        name=str(said["name"]),
        hidden=bool(said["hidden"]),
        merged=tuple(map(str, said["merged"])),
        cells=tuple(_cells(said)),
    )


def _cells(said: Mapping[str, Any]) -> Iterable[Cell]:
    percents = frozenset(said["percents"])
    columns = zip(said["rows"], said["columns"], said["kinds"], said["values"], strict=True)
    for index, (row, column, letter, value) in enumerate(columns):
        if not (isinstance(row, int) and isinstance(column, int) and row > 0 and column > 0):
            raise ValueError("a cell has no place")
        if not isinstance(value, str | int | float):
            raise ValueError("a cell has no plain value")
        yield Cell(
            row=row, column=column, value=value, kind=KIND_OF_LETTER[letter], percent=index in percents
        )
