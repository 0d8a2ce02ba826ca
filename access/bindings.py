"""Which of our sessions each session of Streamlit belongs to: nobody enters another's by knowing its id.

Streamlit's session ids are its own keys to what somebody is looking at and to his uploads; with them a client asks to
resume after a lost connection. They live in this process only, and so does what is remembered of them.
"""

from collections import OrderedDict
from threading import Lock

MOST = 20_000


class _Bindings:
    """At most MOST of them; the one not used for longest is forgotten, and with it the way to resume."""

    def __init__(self) -> None:
        self._owners: OrderedDict[str, str] = OrderedDict()
        self._lock = Lock()

    def remember(self, streamlit_session: str, owner: str) -> bool:
        with self._lock:
            known = self._owners.setdefault(streamlit_session, owner)
            self._owners.move_to_end(streamlit_session)
            if len(self._owners) > MOST:
                self._owners.popitem(last=False)
            return known == owner

    def is_of(self, streamlit_session: str, owner: str) -> bool:
        with self._lock:
            return self._owners.get(streamlit_session) == owner

    def clear(self) -> None:
        with self._lock:
            self._owners.clear()


_bindings = _Bindings()


def remember(streamlit_session: str, owner: str) -> bool:
    """Bind a session of Streamlit to one of ours, `owner` being the hash of its token; False where it is another's.

    Every run of the script says so, before it shows anything.
    """
    return _bindings.remember(streamlit_session, owner)


def is_of(streamlit_session: str, owner: str) -> bool:
    """Whether a session of Streamlit is known to belong to one of ours."""
    return _bindings.is_of(streamlit_session, owner)


def forget_all() -> None:
    """As after a restart."""
    _bindings.clear()
