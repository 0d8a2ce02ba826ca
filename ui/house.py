"""The one door to what all sessions share: the open database, and what was made of it.

Every key names the database (its URL) and how new it is (the data version): a replica that has not seen a
publication cannot show old figures, because it asks for the counter first.
"""

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar
from zoneinfo import ZoneInfo

from access.house_database import close_house_database, house_database
from data_access.database import Database
from data_access.shelf import Shelf
from use_cases.authority import Caller
from use_cases.boards import Boards, load_boards
from use_cases.moment import Moment
from use_cases.view_start import Start, list_publishing_days, view_start

MOST_KEPT = 512
MOST_MOMENTS = 24
MOST_YEARS_AND_BOARDS = 96
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class House:
    """The open database, by its URL."""

    url: str
    database: Database


# Nothing here is in Streamlit's cache: a client can clear that, and all would be worked out anew.
_views = Shelf(MOST_KEPT)
# These are large: few are kept. Neighbouring moments share years and single boards.
_boards = Shelf(MOST_MOMENTS)
_shared_by_moments = Shelf(MOST_YEARS_AND_BOARDS)


def open_house() -> House:
    """The house of this process; opened once. Raises DatabaseRefused."""
    database = house_database()
    return House(str(database.engine.url), database)


def close_house() -> None:
    """Close the house of this process, if it is open; the next who asks opens it anew."""
    close_house_database()
    forget_views()


def forget_views() -> None:
    """Forget all that was made of the database; the connections stay open."""
    _views.clear()
    _boards.clear()
    _shared_by_moments.clear()


def shared(house: House, counter: int, key: tuple[object, ...], make: Callable[[], T]) -> T:
    """Something made once for all sessions, as long as nothing is published."""
    return _views.get((house.url, counter, key), make)


def start_of(house: House, counter: int, as_of: datetime | None) -> Start:
    """The state of the house, made anew when something was published."""
    return shared(house, counter, ("start", as_of), lambda: view_start(house.database, as_of))


def boards_of(house: House, counter: int, caller: Caller, moment: Moment) -> Boards:
    """The plan judged at a moment, for a caller who has been asked: it may have been made for somebody else."""

    def keep(key: Hashable, make: Callable[[], T]) -> T:
        return _shared_by_moments.get((house.url, counter, key), make)

    return _boards.get(
        (house.url, counter, moment), lambda: load_boards(house.database, caller, moment, keep=keep)
    )


def publishing_days(house: House, counter: int, zone: str) -> list[date]:
    """Days on which something was published, the newest first."""
    return shared(
        house, counter, ("days", zone), lambda: list_publishing_days(house.database, ZoneInfo(zone))
    )
