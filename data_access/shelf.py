"""Things made once for all sessions and kept while they are asked for."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import Future
from threading import Lock
from typing import Any, TypeVar, cast

T = TypeVar("T")


class Shelf:
    """Keeps at most so many things by their keys; the one not asked for longest goes first.

    What is being made is made once, however many ask for it meanwhile. What fails is not kept: everybody who waits
    for it fails in the same way, and who asks later tries again.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: OrderedDict[Hashable, Future[Any]] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        """The thing of that key; made now if it is not there. Raises what `make` raises."""
        mine: Future[Any] = Future()
        with self._lock:
            found = self._kept.setdefault(key, mine)
            self._kept.move_to_end(key)
            if len(self._kept) > self._most:
                self._kept.popitem(last=False)
        if found is mine:
            self._make(key, mine, make)
        return cast("T", found.result())

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._kept.clear()

    def _make(self, key: Hashable, mine: Future[Any], make: Callable[[], Any]) -> None:
        try:
            mine.set_result(make())
        except Exception as failure:  # noqa: BLE001 - handed to everybody who waits, the maker among them
            self._forget(key, mine)
            mine.set_exception(failure)
        finally:
            # Whoever ended this run ended it for this session alone: the others must not wait for ever.
            if not mine.done():
                self._forget(key, mine)
                mine.cancel()

    def _forget(self, key: Hashable, mine: Future[Any]) -> None:
        with self._lock:
            if self._kept.get(key) is mine:
                del self._kept[key]
