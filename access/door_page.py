"""A page of the door: plain HTML without a script, in the reader's language, with the house's colours."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from html import escape
from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, Response
from starlette.routing import Route

from access.first_page import DESCRIPTION, TITLE
from access.headers import PLAIN_POLICY
from access.origins import in_language, with_next
from domain.text import Language, Text
from house_style.colours import LIGHT, PAIRED
from house_style.fonts import FONT_STACK
from house_style.labels import say_label
from house_style.wording import Wording, wording

ASSETS = Path(__file__).parent / "assets"
SHEET_PATH, PICTURE_PATH = "/assets/sign-in.css", "/assets/sign-in.svg"
ICON = "/favicon.png"
REFUSED = "refused"
NOBODYS = Text()


@dataclass(frozen=True, slots=True, kw_only=True)
class DoorPage:
    """What all pages of the door share.

    `path` is the page's own, for the links to its other language; `wanted` is where its visitor wants to go.
    `organisation` is whose dashboard it is, as far as that is known.
    """

    language: Language
    path: str
    wanted: str
    organisation: Text = NOBODYS

    @property
    def words(self) -> Wording:
        """The visitor's words."""
        return wording(self.language)


def show_page(
    page: DoorPage,
    heading: str,
    parts: Iterable[str],
    *,
    status: int = 200,
    refresh: str = "",
    headers: Mapping[str, str] | None = None,
) -> HTMLResponse:
    """The page with its heading and parts, which are HTML; with `refresh` it goes there by itself a little later."""
    html = "\n".join(("<!doctype html>", _head(page, heading, refresh), _body(page, heading, parts)))
    return HTMLResponse(
        html, status_code=status, headers={**(headers or {}), "Content-Security-Policy": PLAIN_POLICY}
    )


def said(text: str) -> str:
    """Text as HTML shows it, also inside an attribute's quotes."""
    return escape(text, quote=True)


def hidden(**values: str) -> str:
    """Fields of a form that its reader does not see; what is empty is left out."""
    return "".join(
        f'<input type="hidden" name="{name}" value="{said(value)}">'
        for name, value in values.items()
        if value
    )


def field(
    name: str,
    label: str,
    *,
    kind: str,
    wrong: str = "",
    hint: str = "",
    described: str = "",
    begins: bool = False,
    **attributes: str,
) -> str:
    """A labelled field; what is `wrong` with it, a `hint` and what is `described` elsewhere (by ids) are tied to it.

    Who opens the page `begins` in it.
    """
    ids = (described, f"{name}-wrong" if wrong else "", f"{name}-hint" if hint else "")
    named = {
        **attributes,
        "aria-describedby": " ".join(filter(None, ids)),
        "aria-invalid": "true" if wrong or described else "",
    }
    inside = "".join(f' {key}="{said(value)}"' for key, value in named.items() if value)
    return (
        f'<div class="field"><label for="{name}">{said(label)}</label>'
        f'<input id="{name}" name="{name}" type="{kind}" required{inside}{" autofocus" if begins else ""}>'
        f"{_note(f'{name}-wrong', wrong, 'wrong')}{_note(f'{name}-hint', hint, 'hint')}</div>"
    )


def _note(name: str, text: str, kind: str) -> str:
    return f'<p id="{name}" class="{kind}">{said(text)}</p>' if text else ""


def button(label: str, kind: str, **attributes: str) -> str:
    """A button that sends its form; `kind` is first or other."""
    inside = "".join(f' {key}="{said(value)}"' for key, value in attributes.items())
    return f'<button class="{kind}"{inside}>{said(label)}</button>'


def form(action: str, *parts: str) -> str:
    """A form; what is missing in it is said by the server, in the reader's language."""
    return f'<form method="post" action="{said(action)}" novalidate>{"".join(parts)}</form>'


def refusal_text(text: str) -> str:
    """Why something was refused, above the form; a reader's aid says it at once. Fields are tied to it by REFUSED."""
    return f'<p id="{REFUSED}" class="refused" role="alert">{said(text)}</p>' if text else ""


def told(text: str) -> str:
    """What a visitor should know."""
    return f'<p class="told" role="status">{said(text)}</p>' if text else ""


def _head(page: DoorPage, heading: str, refresh: str) -> str:
    again = f'<meta http-equiv="refresh" content="2; url={said(refresh)}">' if refresh else ""
    return (
        f'<html lang="{page.language.value}"><head><meta charset="utf-8">{again}'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="color-scheme" content="light dark"><meta name="robots" content="noindex">'
        f"<title>{said(heading)} · {said(page.words.say(TITLE))}</title>"
        f'<link rel="icon" href="{ICON}"><link rel="stylesheet" href="{SHEET_PATH}"></head>'
    )


def _body(page: DoorPage, heading: str, parts: Iterable[str]) -> str:
    words = page.words
    owner = f'<p class="owner">{said(words.text(page.organisation))}</p>' if page.organisation else ""
    return (
        f'<body><header class="front">{owner}<p class="title">{said(words.say(TITLE))}</p>'
        f'<p class="purpose">{said(words.say(DESCRIPTION))}</p></header>'
        f'<div class="side">{_languages(page)}<main><h1>{said(heading)}</h1>{"".join(parts)}</main></div></body></html>'
    )


def _languages(page: DoorPage) -> str:
    ways = "".join(_way(page, language) for language in Language)
    return f'<nav class="languages" aria-label="{said(page.words.say("Language"))}">{ways}</nav>'


def _way(page: DoorPage, language: Language) -> str:
    """The same page in a language, which is then also that of the screen behind it."""
    where = with_next(page.path, in_language(page.wanted, language), language)
    current = ' aria-current="page"' if language is page.language else ""
    label = said(say_label(language, wording(language)))
    return f'<a href="{said(where)}" lang="{language.value}" hreflang="{language.value}"{current}>{label}</a>'


@cache
def sheet() -> str:
    """The style sheet with the colours and letters of the house."""
    named = {name: getattr(PAIRED, name) for name in ("ground", "surface", "ink", "muted", "grid", "accent")}
    colours = " ".join(f"--{name}: {colour};" for name, colour in named.items())
    own = f":root {{ {colours} --on-accent: light-dark({LIGHT.ground}, #06131f); --letters: {FONT_STACK}; }}"
    return f"{own}\n{(ASSETS / 'sign-in.css').read_text(encoding='utf-8')}"


async def show_sheet(_request: Request) -> Response:
    """The style sheet of all pages of the door."""
    return Response(sheet(), media_type="text/css", headers={"Cache-Control": "public, max-age=3600"})


async def show_picture(_request: Request) -> Response:
    """The drawing on the front of the door."""
    return FileResponse(
        ASSETS / "sign-in.svg", media_type="image/svg+xml", headers={"Cache-Control": "public, max-age=86400"}
    )


DOOR_ASSETS = [Route(SHEET_PATH, show_sheet), Route(PICTURE_PATH, show_picture)]
