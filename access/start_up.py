"""What happens once, when the server starts: imports, the database made ready, and memory kept tidy."""

import gc
import importlib
import logging
import pkgutil
import threading
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager, contextmanager

SECONDS_BETWEEN_COLLECTIONS = 60.0
log = logging.getLogger(__name__)


def lifespan(
    *, preload: Sequence[str], prepare: str
) -> Callable[[object], AbstractAsyncContextManager[dict[str, object] | None]]:
    """The lifespan of the server as st.App takes it: start() when it starts, tidied away when it ends."""

    @asynccontextmanager
    async def running(_app: object) -> AsyncIterator[dict[str, object] | None]:
        with start(preload=preload, prepare=prepare):
            yield None

    return running


@contextmanager
def start(
    *, preload: Sequence[str], prepare: str, seconds: float = SECONDS_BETWEEN_COLLECTIONS
) -> Iterator[None]:
    """Work in the background, so that the server answers at once; the work ends on leaving.

    Args:
        preload: modules that the first page would otherwise import while its reader waits.
        prepare: a function without arguments as "package.module:name", called after the imports. It is named, not
            passed, so that nothing heavy is imported before the server answers. If it fails, the log says so and
            the first page meets the same failure, where it can be told to a reader.
        seconds: between two collections of garbage.
    """
    ending = threading.Event()
    work = threading.Thread(
        target=_work, args=(preload, prepare, seconds, ending), name="start-up", daemon=True
    )
    work.start()
    try:
        yield
    finally:
        ending.set()


def _work(preload: Sequence[str], prepare: str, seconds: float, ending: threading.Event) -> None:
    try:
        for module in preload:
            importlib.import_module(module)
        pkgutil.resolve_name(prepare)()
    except Exception:  # the server has to stay, to say what is wrong
        log.exception("the start did not come to its end")
    # What has been imported stays for good: no later collection needs to look at it.
    gc.collect()
    gc.freeze()
    while not ending.wait(seconds):
        gc.collect()
