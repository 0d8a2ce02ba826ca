"""What the pages of the door say: signing in, choosing a password, being in already, waiting for the start."""

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as made

from starlette.responses import HTMLResponse

from access.door_page import (
    REFUSED,
    DoorPage,
    button,
    field,
    form,
    hidden,
    refusal_text,
    said,
    show_page,
    told,
)
from access.origins import with_next
from access.start_up import Preparation
from domain.failures import Refusal
from domain.person import Role
from domain.text import mark
from house_style.labels import say_label
from use_cases.invitations import Invited
from use_cases.passwords import FEWEST_SIGNS

SIGN_IN, SIGN_OUT, INVITATION = "/sign-in", "/sign-out", "/invitation"
PROVIDER, PROVIDER_BACK = "/sign-in/provider", "/sign-in/provider/back"
DEMONSTRATION, KNOWN = "/sign-in/demonstration", "/sign-in/known"
LONGEST_LOGIN, LONGEST_PASSWORD = "120", "1000"
# What somebody is told who comes to the door for a reason.
NOTES = {
    "out": mark("You have signed out."),
    "ended": mark("Your session has ended. Sign in again to go on where you were."),
}
MISSING = {
    "login": mark("Enter your login."),
    "password": mark("Enter your password."),
    "again": mark("Enter the same password a second time."),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Ways:
    """How one can come in besides with an account of this dashboard: by a provider, or as one of the guests, who have
    a name to each role.
    """

    provider: bool = False
    guests: Mapping[Role, str] = made(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """What somebody has tried in vain: why it was refused, what is wrong with which field, what he had typed."""

    refused: str = ""
    wrong: Mapping[str, str] = made(default_factory=dict)
    login: str = ""


UNTRIED = Tried()


def show_sign_in(
    page: DoorPage,
    ways: Ways,
    tried: Tried = UNTRIED,
    *,
    note: str = "",
    status: int = 200,
    headers: Mapping[str, str] | None = None,
) -> HTMLResponse:
    """The page that asks who somebody is."""
    parts = (
        told(note),
        refusal_text(tried.refused),
        _provider(page) if ways.provider else "",
        _account(page, tried, kind="other" if ways.provider else "first"),
        _guests(page, ways.guests) if ways.guests else "",
    )
    return show_page(page, page.words.say("Sign in"), parts, status=status, headers=headers)


def _provider(page: DoorPage) -> str:
    """A link, not a form: our policy lets a browser follow no form to another host."""
    label = page.words.say("Sign in with your organisation's account")
    where = with_next(PROVIDER, page.wanted, page.language)
    other = page.words.say("or with an account of this dashboard")
    return f'<a class="button first" href="{said(where)}">{said(label)}</a><p class="or">{said(other)}</p>'


def _account(page: DoorPage, tried: Tried, *, kind: str) -> str:
    """User name and password; what was refused is tied to both, for neither is said to be the wrong one."""
    words = page.words
    described = REFUSED if tried.refused else ""
    knows_login = bool(tried.login) and "login" not in tried.wrong
    login = field(
        "login",
        words.say("Login"),
        kind="text",
        wrong=tried.wrong.get("login", ""),
        described=described,
        begins=not knows_login,
        value=tried.login,
        autocomplete="username",
        autocapitalize="none",
        spellcheck="false",
        maxlength=LONGEST_LOGIN,
    )
    password = field(
        "password",
        words.say("Password"),
        kind="password",
        wrong=tried.wrong.get("password", ""),
        described=described,
        begins=knows_login,
        autocomplete="current-password",
        maxlength=LONGEST_PASSWORD,
    )
    return form(SIGN_IN, _kept(page), login, password, button(words.say("Sign in"), kind))


def _guests(page: DoorPage, guests: Mapping[Role, str]) -> str:
    """One button for each demonstration account."""
    words = page.words
    buttons = (
        f'<button class="other" name="role" value="{role.value}"><strong>{said(say_label(role, words))}</strong>'
        f"<small>{said(name)}</small></button>"
        for role, name in guests.items()
    )
    return (
        f'<section class="guests" aria-labelledby="guests"><h2 id="guests">{said(words.say("Look around"))}</h2>'
        f"<p>{said(words.say('The ministry and its figures are made up. Choose who you are.'))}</p>"
        f"{form(DEMONSTRATION, _kept(page), *buttons)}</section>"
    )


def _kept(page: DoorPage) -> str:
    return hidden(next=page.wanted, lang=page.language.value)


def show_signed_in(page: DoorPage, name: str) -> HTMLResponse:
    """For who comes to the door although he is in: on, or out."""
    words = page.words
    parts = (
        f"<p>{said(words.say('You are signed in as {name}.', name=name))}</p>",
        f'<a class="button first" href="{said(page.wanted)}">{said(words.say("To the dashboard"))}</a>',
        form(SIGN_OUT, hidden(lang=page.language.value), button(words.say("Sign out"), "other")),
    )
    return show_page(page, words.say("You are signed in"), parts)


def show_invitation(
    page: DoorPage, invited: Invited, tried: Tried = UNTRIED, *, status: int = 200
) -> HTMLResponse:
    """For who was invited, or has lost his password: he chooses one."""
    words = page.words
    password = field(
        "password",
        words.say("New password"),
        kind="password",
        wrong=tried.wrong.get("password", ""),
        hint=words.say(
            "At least {fewest} characters. A few words in a row are easy to remember.", fewest=FEWEST_SIGNS
        ),
        begins="again" not in tried.wrong,
        autocomplete="new-password",
        maxlength=LONGEST_PASSWORD,
    )
    again = field(
        "again",
        words.say("The same password again"),
        kind="password",
        wrong=tried.wrong.get("again", ""),
        begins="again" in tried.wrong,
        autocomplete="new-password",
        maxlength=LONGEST_PASSWORD,
    )
    # A browser that keeps passwords keeps this one under the right name.
    login = f'<input type="hidden" name="username" autocomplete="username" value="{said(invited.login)}">'
    greeting = words.say("{name}, your login is {login}.", name=invited.name, login=invited.login)
    sent = form(
        page.path, _kept(page), login, password, again, button(words.say("Save the password"), "first")
    )
    return show_page(page, words.say("Choose a password"), (f"<p>{said(greeting)}</p>", sent), status=status)


def show_obstacle(page: DoorPage, refusal: Refusal | None, *, status: int) -> HTMLResponse:
    """Something that cannot be done now, and the way back to signing in; without a refusal nobody can say why."""
    words = page.words
    text = (
        words.refusal(refusal)
        if refusal
        else words.say("The dashboard does not answer now. Please try again.")
    )
    again = f'<a class="button first" href="{said(with_next(SIGN_IN, page.wanted, page.language))}">'
    way = f"{again}{said(words.say('To the sign-in page'))}</a>"
    return show_page(page, words.say("That did not succeed"), (refusal_text(text), way), status=status)


def show_fault(page: DoorPage, number: str, *, status: int = 500) -> HTMLResponse:
    """A fault of ours: its number on the page, the rest in the log."""
    text = page.words.say(
        "Something went wrong on our side. Please try again; if it stays, tell the administrator "
        "the reference number {number}.",
        number=number,
    )
    return show_page(page, page.words.say("That did not succeed"), (refusal_text(text),), status=status)


def show_waiting(page: DoorPage, now: Preparation) -> HTMLResponse:
    """How far the start has come, or why it came to nothing; whoever waits is sent on by the page itself."""
    words = page.words
    if now.refusal:
        text = words.refusal(now.refusal)
        return show_page(page, words.say("That did not succeed"), (refusal_text(text),), status=503)
    if now.reference:
        return show_fault(page, now.reference, status=503)
    doing = f"{words.say(now.doing)} {now.done}/{now.total}" if now.total else ""
    bar = f'<progress max="{now.total}" value="{now.done}" aria-label="{said(doing)}"></progress><p>{said(doing)}</p>'
    return show_page(
        page,
        words.say("The dashboard is being made ready"),
        (bar if now.total else "",),
        status=503,
        refresh=page.wanted,
        headers={"Retry-After": "2"},
    )
