"""What happens once, when the server starts: imports, the database made ready behind the first page, tidy memory."""

import gc
import importlib
import logging
import os
import sys
import threading
import uuid
from collections.abc import AsyncIterator, Callable, Iterator, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager, contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Protocol

from access.log_lines import show_log
from domain.failures import Refusal
from domain.text import mark
from use_cases.sessions import USUAL_LIFETIMES, Lifetimes

SECONDS_BETWEEN_COLLECTIONS = 60.0
# How long a script may keep the interpreter while others wait for it. With Python's own 5 ms the event loop, which has
# to get it back after every small step, starves as soon as two scripts reckon: a message at the gate took 85 ms.
SECONDS_OF_A_TURN = 0.0005
MOST_OF_A_SETTING = 1_000
log = logging.getLogger(__name__)


class SettingRefused(Refusal):
    """A setting of the process that cannot be what it says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Where this installation keeps its data, and whether an empty database is filled with the sample ministry.

    `demonstration` asks for accounts without passwords on the sample's data; `audit_anchor` is the file that is told
    where the audit log ends.
    """

    data: Path
    database_url: str
    sample: bool
    audit_anchor: Path
    demonstration: bool = False
    lifetimes: Lifetimes = USUAL_LIFETIMES


@dataclass(frozen=True, slots=True, kw_only=True)
class Preparation:
    """How far the start has come.

    `doing` is an English msgid. `refusal` is what a reader may know of why it cannot go on (as of a database that
    a newer version has written); `reference` is empty unless the fault is ours: the number under which the log
    tells the rest.
    """

    doing: str = ""
    done: int = 0
    total: int = 0
    is_ready: bool = False
    refusal: Refusal | None = None
    reference: str = ""


Report = Callable[[str, int, int], None]


class Prepare(Protocol):
    """Makes the database ready for use: its tables, and the sample ministry where that is asked for."""

    def __call__(self, settings: Settings, report: Report) -> None:
        """Say how far the work is by `report(doing, done, total)`; raise whatever goes wrong."""


class _Progress:
    """The one value that changes while the process starts; it is replaced whole, so its readers need no lock."""

    now = Preparation(is_ready=True)


def load_settings(environment: Mapping[str, str] = os.environ) -> Settings:
    """The settings of this process; docs/administrators_guide.md lists them.

    Raises SettingRefused where one cannot be what it says.
    """
    data = Path(environment.get("DASHBOARD_DATA") or "data").resolve()
    anchor = environment.get("DASHBOARD_AUDIT_ANCHOR")
    return Settings(
        data=data,
        database_url=environment.get("DATABASE_URL") or f"sqlite:///{data / 'dashboard.db'}",
        sample=environment.get("DASHBOARD_SAMPLE") == "1",
        demonstration=environment.get("DASHBOARD_DEMO") == "1",
        audit_anchor=Path(anchor).resolve() if anchor else data / "audit-head.log",
        lifetimes=Lifetimes(
            idle=timedelta(minutes=whole_number(environment, "DASHBOARD_IDLE_MINUTES", usual=60)),
            longest=timedelta(hours=whole_number(environment, "DASHBOARD_SESSION_HOURS", usual=12)),
        ),
    )


def whole_number(environment: Mapping[str, str], name: str, *, usual: int) -> int:
    """A setting that is a whole number from 1 to a thousand. Raises SettingRefused."""
    written = environment.get(name) or str(usual)
    if not (written.isdecimal() and 1 <= int(written) <= MOST_OF_A_SETTING):
        raise SettingRefused(
            "setting_unreadable",
            mark("The setting {name} has to be a whole number from 1 to {most}; it is “{written}”."),
            {"name": name, "most": MOST_OF_A_SETTING, "written": written},
        )
    return int(written)


def find_preparation() -> Preparation:
    """How far the start of this process has come, for the page that shows it."""
    return _Progress.now


def lifespan(
    *, preload: Sequence[str], prepare: Prepare
) -> Callable[[object], AbstractAsyncContextManager[dict[str, object] | None]]:
    """The lifespan of the server as st.App takes it: start() when it starts, tidied away when it ends."""

    @asynccontextmanager
    async def running(_app: object) -> AsyncIterator[dict[str, object] | None]:
        sys.setswitchinterval(SECONDS_OF_A_TURN)
        with start(preload=preload, prepare=prepare):
            yield None

    return running


@contextmanager
def start(
    *, preload: Sequence[str], prepare: Prepare, seconds: float = SECONDS_BETWEEN_COLLECTIONS
) -> Iterator[None]:
    """Work in the background, so that the server answers at once; the work ends on leaving.

    Args:
        preload: modules that the first page would otherwise import while its reader waits.
        prepare: makes the database ready. When it fails the server stays, to tell a reader so.
        seconds: between two collections of garbage.
    """
    show_log()
    ending = threading.Event()
    _Progress.now = Preparation()
    for name, work in (
        ("preparation", lambda: _prepare(prepare)),
        ("memory", lambda: _keep_memory_tidy(preload, seconds, ending)),
    ):
        threading.Thread(target=work, name=name, daemon=True).start()
    try:
        yield
    finally:
        ending.set()


def _prepare(prepare: Prepare) -> None:
    try:
        prepare(load_settings(), _report)
    except Refusal as refusal:
        log.error("the database cannot be used: %s", refusal)
        _Progress.now = Preparation(refusal=refusal)
    except Exception:  # whatever went wrong, the page has to be able to say that something did
        reference = uuid.uuid4().hex[:8].upper()
        log.exception("the database could not be made ready (%s)", reference)
        _Progress.now = Preparation(reference=reference)
    else:
        _Progress.now = Preparation(is_ready=True)


def _report(doing: str, done: int, total: int) -> None:
    _Progress.now = Preparation(doing=doing, done=done, total=total)


def _keep_memory_tidy(preload: Sequence[str], seconds: float, ending: threading.Event) -> None:
    """Import, take what was imported out of every later collection, then collect on a timer."""
    for module in preload:
        importlib.import_module(module)
    gc.collect()
    gc.freeze()
    while not ending.wait(seconds):
        gc.collect()
