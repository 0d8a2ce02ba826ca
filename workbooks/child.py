"""The child process: reads frames of workbooks from its input and answers each with one line of JSON.

Started by its path with an isolated interpreter, so it finds its modules by the folders in its
arguments. It knows no file names, writes no files, and is expected to die now and then.

A frame in is the format in four bytes, the length in eight, and the content; a frame out is a length
in eight bytes and the JSON. In place of a format may stand that a file is to be marked; its content then
begins with what is to be marked in it, and the answer carries a workbook.
"""

import sys

sys.path += sys.argv[2:]

import base64
import json
import os
import struct
from typing import BinaryIO

from workbooks.limits import Limits
from workbooks.refusals import WorkbookRefused, refused
from workbooks.remarks import MARK, unpack
from workbooks.worksheets import list_sheets

if sys.platform != "win32":
    import resource

FRAME = struct.Struct(">4sQ")
LENGTH = struct.Struct(">Q")
NICE = 10


def main() -> None:
    """Answer frames until the input ends."""
    limits = Limits(**json.loads(sys.argv[1]))
    answers = _own_output()
    _stand_back()
    bounded = _bound_memory(limits)
    while head := sys.stdin.buffer.read(FRAME.size):
        form, length = FRAME.unpack(head)
        _bound_time(limits)
        content = sys.stdin.buffer.read(length)
        answer = _answer(form.rstrip(b"\0").decode(), content, limits) | {"bounded": bounded}
        said = json.dumps(answer, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode()
        answers.write(LENGTH.pack(len(said)) + said)
        answers.flush()


def _own_output() -> BinaryIO:
    """The pipe to the parent, out of reach of whatever else may print."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return answers


def _stand_back() -> None:
    """Let who waits for a page have the processor first."""
    if sys.platform != "win32":
        os.nice(NICE)


def _bound_memory(limits: Limits) -> bool:
    """Bound memory, core dumps and written files; False where the system cannot bound memory."""
    if sys.platform == "win32":
        return False
    try:
        _bound(resource.RLIMIT_CORE, 0)
        _bound(resource.RLIMIT_FSIZE, 0)
        _bound(resource.RLIMIT_AS, limits.memory)
    except (ValueError, OSError):
        return False
    return True


def _bound_time(limits: Limits) -> None:
    """Allow the next file its own processor time on top of what was used."""
    if sys.platform == "win32":
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    # The last second is for the difference between the two clocks; the parent's clock comes first.
    _bound(resource.RLIMIT_CPU, int(used.ru_utime + used.ru_stime + limits.seconds) + 2)


def _bound(kind: int, amount: int) -> None:
    """Lower the limit that applies; the one that it may be raised to again stays as the system has it."""
    if sys.platform == "win32":
        return
    most = resource.getrlimit(kind)[1]
    wanted = amount if most == resource.RLIM_INFINITY else min(amount, most)
    resource.setrlimit(kind, (wanted, most))


def _answer(form: str, content: bytes, limits: Limits) -> dict[str, object]:
    try:
        return _marked(content, limits) if form == MARK else {"sheets": list_sheets(form, content, limits)}
    except WorkbookRefused as refusal:
        return _refusal(refusal)
    except (MemoryError, KeyboardInterrupt, SystemExit):
        raise
    except BaseException as fault:  # noqa: BLE001
        # The fast reader's panics are no Exceptions; a damaged file raises them as well as errors.
        return _refusal(refused("corrupt")) | {"fault": f"{type(fault).__name__}: {fault}"[:200]}


def _marked(packed: bytes, limits: Limits) -> dict[str, object]:
    # openpyxl takes longer to load than most files to read; numpy, which it would load for nothing, longer still.
    sys.modules["numpy"] = None  # type: ignore[assignment]
    from workbooks.marked_copy import render_marked  # noqa: PLC0415

    form, marking, content = unpack(packed)
    return {"file": base64.b64encode(render_marked(form, content, marking, limits)).decode()}


def _refusal(refusal: WorkbookRefused) -> dict[str, object]:
    return {"refused": refusal.code, "values": dict(refusal.values)}


if __name__ == "__main__":
    main()
