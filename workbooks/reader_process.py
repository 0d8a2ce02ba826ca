"""The parent's side of the child process that reads workbooks: start, ask, stop, never wait for ever."""

import importlib.util
import json
import logging
import os
import signal
import struct
import subprocess
import sys
import threading
from contextlib import suppress
from dataclasses import asdict
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import IO, Self

from workbooks.limits import CHILDREN_AT_ONCE, Limits
from workbooks.refusals import refused

CHILD = Path(__file__).with_name("child.py")
FRAME = struct.Struct(">4sQ")
LENGTH = struct.Struct(">Q")
KEPT_VARIABLES = ("PATH", "SYSTEMROOT", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "LANG")
LAST_WAIT_SECONDS = 5

logger = logging.getLogger(__name__)
_gate = threading.BoundedSemaphore(CHILDREN_AT_ONCE)


class ReaderProcess:
    """One child process, alive inside a `with`; at most CHILDREN_AT_ONCE exist, others wait here."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._is_late = False
        self.has_ended = False

    def __enter__(self) -> Self:
        _gate.acquire()
        try:
            self._process = _start(self._limits)
        except BaseException:
            _gate.release()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if fault is not None:
                self._process.kill()
            self._stop()
        finally:
            _gate.release()

    def ask(self, form: str, content: bytes) -> bytes:
        """The child's JSON about one file.

        Raises WorkbookRefused: took_too_long or reader_died, after which the child is gone, or
        too_much_text, after which it is of no further use.
        """
        deadline = threading.Timer(self._limits.seconds, self._expire)
        deadline.start()
        try:
            return self._exchange(form, content)
        except (OSError, EOFError) as fault:
            code = self._stop()
            logger.warning("the reader of workbooks ended with %s", code)
            if self._is_late or code == _out_of_time():
                raise refused("took_too_long", seconds=f"{self._limits.seconds:g}") from fault
            raise refused("reader_died") from fault
        finally:
            deadline.cancel()

    def _exchange(self, form: str, content: bytes) -> bytes:
        requests, answers = self._process.stdin, self._process.stdout
        if requests is None or answers is None:
            raise EOFError
        requests.write(FRAME.pack(form.encode().ljust(4, b"\0"), len(content)))
        requests.write(content)
        requests.flush()
        (length,) = LENGTH.unpack(_exactly(answers, LENGTH.size))
        if length > self._limits.answer:
            self._process.kill()
            self._stop()
            raise refused("too_much_text")
        return _exactly(answers, length)

    def _expire(self) -> None:
        self._is_late = True
        self._process.kill()

    def _stop(self) -> int:
        """End the child, if it has not ended yet, and take its exit code from the system."""
        self.has_ended = True
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with suppress(OSError):
                    pipe.close()
        try:
            return self._process.wait(LAST_WAIT_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            return self._process.wait()


def _exactly(stream: IO[bytes], length: int) -> bytes:
    content = stream.read(length)
    if len(content) < length:
        raise EOFError
    return content


def _start(limits: Limits) -> subprocess.Popen[bytes]:
    folders = [str(CHILD.parent.parent), _library_folder()]
    # Nothing of the arguments comes from outside: an interpreter, our own file, numbers, two folders.
    return subprocess.Popen(  # noqa: S603
        [sys.executable, "-I", "-S", str(CHILD), json.dumps(asdict(limits)), *folders],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        # The child needs no secret that our environment may carry.
        env={name: os.environ[name] for name in KEPT_VARIABLES if name in os.environ},
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )


@cache
def _library_folder() -> str:
    """The folder that holds the fast reader: an isolated interpreter looks in none by itself."""
    found = importlib.util.find_spec("python_calamine")
    if found is None or found.origin is None:
        raise ModuleNotFoundError("python_calamine")
    return str(Path(found.origin).parent.parent)


def _out_of_time() -> int | None:
    """The exit code of a child that used up its processor time; None where there is no such limit."""
    number = getattr(signal, "SIGXCPU", None)
    return None if number is None else -int(number)
