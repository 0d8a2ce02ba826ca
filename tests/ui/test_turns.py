"""Only so many pages are made at a time, and whoever waits gets his turn."""

from threading import Lock, Thread
from time import sleep

from ui.turns import AT_A_TIME, turn

READERS = 5 * AT_A_TIME


class Counted:
    """How many are at it, and how many ever were."""

    def __init__(self) -> None:
        self.now = self.most = self.done = 0
        self._lock = Lock()

    def make_a_page(self) -> None:
        with turn():
            with self._lock:
                self.now += 1
                self.most = max(self.most, self.now)
            sleep(0.005)
            with self._lock:
                self.now -= 1
                self.done += 1


def test_only_so_many_pages_are_made_at_a_time_and_all_are_made() -> None:
    counted = Counted()
    readers = [Thread(target=counted.make_a_page) for _ in range(READERS)]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()
    assert counted.done == READERS
    assert 1 < counted.most <= AT_A_TIME


def test_a_page_that_fails_gives_its_turn_back() -> None:
    failed = 0
    for _ in range(READERS):
        try:
            with turn():
                raise ZeroDivisionError
        except ZeroDivisionError:
            failed += 1
    assert failed == READERS
