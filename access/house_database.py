"""The open database of this process: one for the door and for the screens behind it."""

from threading import Lock

from access.start_up import load_settings
from data_access.database import Database
from use_cases.start_up import prepare_database

_open: dict[str, Database] = {}
_lock = Lock()


def house_database() -> Database:
    """The database that the settings name; opened once. Raises DatabaseRefused."""
    settings = load_settings()
    with _lock:
        if settings.database_url not in _open:
            _open[settings.database_url] = prepare_database(settings.database_url, settings.audit_anchor)
        return _open[settings.database_url]


def close_house_database() -> None:
    """Close it, if it is open; the next who asks opens it anew."""
    with _lock:
        database = _open.pop(load_settings().database_url, None)
    if database is not None:
        database.close()
