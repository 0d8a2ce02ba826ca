"""The log of the process: one line to an event, at an instant that says its zone, and none that somebody made up.

What people type or send can stand in a message. A line end in it would begin a line that nobody has logged, so signs
that steer are written out; the lines of a traceback are set off.
"""

import logging
from datetime import UTC, datetime
from types import TracebackType

FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"
STEERING = {sign: f"\\x{sign:02x}" for sign in [*range(0x20), *range(0x7F, 0xA0)]} | {
    0x2028: "\\u2028",
    0x2029: "\\u2029",
}
BEFORE_A_LINE_OF_A_TRACEBACK = "    | "
UVICORN = "uvicorn.error"
OF_EVERY_REFUSED_SOCKET = "ASGI callable returned without completing handshake."
ExceptionInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class LogLines(logging.Formatter):
    """Writes a record so that a line is what it looks like."""

    def __init__(self) -> None:
        super().__init__(FORMAT)

    def formatTime(self, record: logging.LogRecord, datefmt: str | None = None) -> str:  # noqa: ARG002, N802
        """The instant in UTC, to the millisecond."""
        return datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802
        """The line itself."""
        return super().formatMessage(record).translate(STEERING)

    def formatException(self, ei: ExceptionInfo) -> str:  # noqa: N802
        """A traceback, which has lines of its own."""
        lines = super().formatException(ei).splitlines()
        return "\n".join(BEFORE_A_LINE_OF_A_TRACEBACK + line.translate(STEERING) for line in lines)


def is_worth_a_line(record: logging.LogRecord) -> bool:
    """Whether a line of uvicorn's tells something: it takes each socket that is refused with an answer for a fault.

    What was tried at the gate is told by the gate.
    """
    return record.msg != OF_EVERY_REFUSED_SOCKET


def show_log() -> None:
    """Write what the process has to say to stderr, unless it is told elsewhere already."""
    logging.getLogger(UVICORN).addFilter(is_worth_a_line)
    handler = logging.StreamHandler()
    handler.setFormatter(LogLines())
    logging.basicConfig(level=logging.INFO, handlers=[handler])
