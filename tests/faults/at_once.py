"""Several people at the same instant."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from domain.failures import Refusal

PATIENCE_SECONDS = 60


def at_once(*works: Callable[[], object]) -> list[object]:
    """What came of each work, in their order: its answer, or the code of its refusal; any other fault is the test's."""
    start = Barrier(len(works))

    def attempt(work: Callable[[], object]) -> object:
        start.wait(PATIENCE_SECONDS)
        try:
            return work()
        except Refusal as refusal:
            return refusal.code

    with ThreadPoolExecutor(len(works)) as people:
        return list(people.map(attempt, works, timeout=PATIENCE_SECONDS))


def refused(outcomes: Sequence[object]) -> list[str]:
    """The codes of the refusals among what came of it."""
    return [outcome for outcome in outcomes if isinstance(outcome, str)]
