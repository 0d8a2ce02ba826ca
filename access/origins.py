"""Where a request comes from, and where a reader may be sent: nowhere but to this dashboard."""

from urllib.parse import parse_qsl, quote, urlencode, urlsplit

from starlette.datastructures import Headers

from domain.text import Language

ENTRANCE = "/"
LONGEST_ADDRESS = 2_000
USUAL_PORTS = {"http": ":80", "https": ":443", "ws": ":80", "wss": ":443"}
# What is no screen: nobody is sent there after signing in.
NO_SCREENS = ("/sign-in", "/sign-out", "/invitation", "/_stcore", "/media", "/static", "/assets", "/health")


def is_from_here(headers: Headers, url: str) -> bool:
    """Whether a request was made by a page of this dashboard: by its Origin, or its Referer where it has none.

    A page is of this dashboard when it lies on the host that was asked, or on the one of `url`, by which the
    installation says that it is reached. Who says neither is not from here: browsers do with all that changes something.
    """
    said = headers.get("origin") or headers.get("referer") or ""
    asked = f"{said.partition(':')[0]}://{headers.get('host', '')}"
    return _host(said) is not None and _host(said) in {_host(asked), _host(url)}


def _host(url: str) -> str | None:
    """Host and port in one way of writing; None where there is none."""
    try:
        parts = urlsplit(url.strip())
        _ = parts.port
    except ValueError:
        return None
    if parts.scheme not in USUAL_PORTS or not parts.hostname or parts.username is not None:
        return None
    return parts.netloc.lower().removesuffix(USUAL_PORTS[parts.scheme])


def safe_address(said: str) -> str:
    """An address below this dashboard's own, path and query only; whatever could lead elsewhere leads to the entrance.

    Browsers read a backslash as a slash, drop tabs and line ends, and take two slashes for another host.
    """
    printable = all(" " < sign != "\x7f" for sign in said)
    if not printable or len(said) > LONGEST_ADDRESS or "\\" in said or not said.startswith("/"):
        return ENTRANCE
    try:
        parts = urlsplit(said)
    except ValueError:
        return ENTRANCE
    if "//" in said.partition("?")[0] or _is_no_screen(parts.path):
        return ENTRANCE
    query = f"?{parts.query}" if parts.query else ""
    return quote(f"{parts.path}{query}", safe="/?&=%+~:@!$'()*,;-._")


def _is_no_screen(path: str) -> bool:
    return any(path == place or path.startswith(f"{place}/") for place in NO_SCREENS)


def language_of(address: str) -> Language | None:
    """The language that an address of a screen names; None where it names none."""
    said = dict(parse_qsl(urlsplit(address).query)).get("lang", "")
    return next((language for language in Language if language.value == said), None)


def in_language(address: str, language: Language) -> str:
    """The same screen in a language."""
    parts = urlsplit(address)
    others = [
        (name, value) for name, value in parse_qsl(parts.query, keep_blank_values=True) if name != "lang"
    ]
    return f"{parts.path}?{urlencode([*others, ('lang', language.value)])}"


def with_next(path: str, address: str, language: Language | None = None) -> str:
    """A path of the door that remembers where its visitor wanted to go, and the language that he speaks."""
    said = {"next": "" if address == ENTRANCE else address, "lang": language.value if language else ""}
    kept = {name: value for name, value in said.items() if value}
    return f"{path}?{urlencode(kept)}" if kept else path
