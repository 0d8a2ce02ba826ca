"""The cookie that carries a session's token: its names, how it is set, how it is read."""

from collections.abc import Mapping

from starlette.types import Scope

# A browser takes a name that begins with __Host- only by TLS, from this very host and for all of it: no neighbour in
# the same domain can plant one.
OPEN, SECURE = "session", "__Host-session"
LONGEST_TOKEN = 128
Headers = list[tuple[bytes, bytes]]


def came_secure(scope: Scope) -> bool:
    """Whether a request came by TLS, as far as the server knows (its own, or that of a proxy that it trusts)."""
    return scope["scheme"] in {"https", "wss"}


def set_cookie(name: str, value: str, *, secure: bool, seconds: int | None = None) -> str:
    """A Set-Cookie header for a secret of ours; without `seconds` it is forgotten with the browser's window."""
    age = "" if seconds is None else f"; Max-Age={seconds}"
    return f"{name}={value}; Path=/; HttpOnly; SameSite=Lax{age}{'; Secure' if secure else ''}"


def session_cookie(token: str, *, secure: bool) -> str:
    """The Set-Cookie header of a new session."""
    return set_cookie(SECURE if secure else OPEN, token, secure=secure)


def no_session_cookie(*, secure: bool) -> str:
    """The Set-Cookie header that takes the session's cookie away."""
    return set_cookie(SECURE if secure else OPEN, "", secure=secure, seconds=0)


def find_token(cookies: Mapping[str, str], *, secure: bool) -> str | None:
    """The token among a request's cookies; by TLS only the name that no neighbour can plant will do."""
    token = cookies.get(SECURE if secure else OPEN, "")
    return token if token and len(token) <= LONGEST_TOKEN and token.isascii() else None


def find_admitted(cookies: Mapping[str, str]) -> str | None:
    """The token among the cookies of a request that has passed the gate, which leaves no other one in."""
    return find_token(cookies, secure=True) or find_token(cookies, secure=False)


def read_cookies(headers: Headers) -> dict[str, str]:
    """All cookies of a request; of two with one name the first, as browsers send the nearest first."""
    cookies: dict[str, str] = {}
    for pair in _pairs(headers):
        name, _, value = pair.partition("=")
        cookies.setdefault(name.strip(), value.strip().strip('"'))
    return cookies


def without_other_sessions(headers: Headers, *, secure: bool) -> Headers:
    """The headers with nothing in their cookies that could be taken for a session but the one that was admitted."""
    admitted, stranger = (SECURE, OPEN) if secure else (OPEN, SECURE)
    pairs = [pair for pair in _pairs(headers) if pair.partition("=")[0].strip() != stranger]
    named = [pair for pair in pairs if pair.partition("=")[0].strip() == admitted]
    kept = [pair for pair in pairs if pair not in named[1:]]
    others = [(name, value) for name, value in headers if name != b"cookie"]
    return [*others, (b"cookie", "; ".join(kept).encode("latin-1"))] if kept else others


def _pairs(headers: Headers) -> list[str]:
    said = [value.decode("latin-1") for name, value in headers if name == b"cookie"]
    return [pair.strip() for line in said for pair in line.split(";") if pair.strip()]
