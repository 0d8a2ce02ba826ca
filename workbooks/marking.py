"""Asking for a workbook that goes back to its sender with its faults marked."""

import base64
import json
import logging

from workbooks.envelope import check_envelope
from workbooks.limits import Limits
from workbooks.reader_process import ReaderProcess
from workbooks.refusals import WorkbookRefused, refused
from workbooks.remarks import MARK, Marking, pack

USUAL = Limits()

logger = logging.getLogger(__name__)


def mark_workbook(content: bytes, marking: Marking, *, limits: Limits = USUAL) -> bytes:
    """The workbook as .xlsx with its faulty cells coloured and commented and the list in front.

    An .xlsx keeps its formatting; an .xlsm too, without its macros; of any other format, and of a file that
    the thorough reader does not understand, come the cells that were read. Waits like read_workbook. Raises
    WorkbookRefused: not_marked, or what the envelope of the file is refused for.
    """
    form = check_envelope(content, limits)
    with ReaderProcess(limits) as child:
        try:
            said = child.ask(MARK, pack(form, marking, content))
        except WorkbookRefused as fault:
            raise refused("not_marked") from fault
    return _file_of(said)


def _file_of(said: bytes) -> bytes:
    try:
        answer = json.loads(said)
        if "file" in answer:
            return base64.b64decode(answer["file"], validate=True)
        reason = str(answer["refused"])
    except (ValueError, KeyError, TypeError, RecursionError) as fault:
        # A child that a file has taken over may say anything; nothing of it may be a fault of ours.
        raise refused("not_marked") from fault
    logger.info("a workbook could not be marked: %r %r", reason, answer.get("fault"))
    raise refused("not_marked")
