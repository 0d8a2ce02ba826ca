"""Where the audit log ends, written down outside the database: what is cut off inside is still known here.

A line to an entry that was the last one when a transaction was done: its place, its hash, when it was written down.
"""

import logging
import os
from datetime import UTC, datetime
from pathlib import Path

from domain.audit import Head

LAST_HEAD = "last head of the audit log"
log = logging.getLogger(__name__)


def append_head(anchor: Path | None, head: Head) -> None:
    """Write down where the log ends, in the file where there is one and in the process's own log.

    What it tells of has happened already: a file that cannot be written is reported and stops nobody.
    """
    log.info("the audit log ends at %s with %s", head.seq, head.hash)
    if anchor is None:
        return
    line = f"{head.seq} {head.hash} {datetime.now(UTC).isoformat(timespec='seconds')}\n"
    try:
        anchor.parent.mkdir(parents=True, exist_ok=True)
        file = os.open(anchor, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        try:
            os.write(file, line.encode())  # in one piece, for several processes append
        finally:
            os.close(file)
    except OSError as fault:
        log.error("the end of the audit log cannot be written to %s: %s", anchor, fault)


def read_anchor(anchor: Path) -> dict[int, str]:
    """Hashes by place as they were first written down; empty where there is no such file.

    Who cuts the log off lets the program write the same places again: of two lines the first one counts. A last line
    that was torn by a crash does not count. Raises ValueError where another line is none.
    """
    if not anchor.exists():
        return {}
    text = anchor.read_text(encoding="ascii")
    whole = text[: text.rfind("\n") + 1]
    found: dict[int, str] = {}
    for line in whole.splitlines():
        seq, hash_, _ = line.split()
        found.setdefault(int(seq), hash_)
    return found
