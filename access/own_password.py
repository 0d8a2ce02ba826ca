"""The page on which somebody who is in changes his password, without a script."""

from http import HTTPStatus

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from access.door_page import DoorPage, button, field, form, hidden, refusal_text, said, show_page, told
from access.door_requests import Asked, answered_by
from access.door_settings import DoorSettings, load_door_settings
from access.entrance import in_thread, owner_of
from access.session_cookie import came_secure, session_cookie
from access.sign_in_page import LONGEST_PASSWORD, MISSING, UNTRIED, Tried
from domain.text import mark
from use_cases.authority import Caller
from use_cases.own_password import PasswordUnknown, change_password, has_password
from use_cases.passwords import FEWEST_SIGNS, Busy, PasswordRefused
from use_cases.sign_in import SignInThrottled

OWN_PASSWORD = "/password"  # noqa: S105 - a path
NONE_OF_ONES_OWN = mark(
    "Your account has no password of its own: your organisation's sign-in service keeps it."
)


def own_password_routes() -> list[Route]:
    """The routes of the page, which lies behind the gate. Raises SettingRefused."""
    own = _OwnPassword(load_door_settings())
    return [
        Route(OWN_PASSWORD, answered_by(own.ask)),
        Route(OWN_PASSWORD, answered_by(own.change), methods=["POST"]),
    ]


class _OwnPassword:
    def __init__(self, settings: DoorSettings) -> None:
        self._settings = settings

    async def ask(self, asked: Asked) -> Response:
        """The page; for who has no password here that there is none."""
        if await in_thread(has_password, asked.database, self._caller(asked)):
            return _show(asked.page)
        words = asked.page.words
        return show_page(
            asked.page,
            words.say("Change your password"),
            (told(words.say(NONE_OF_ONES_OWN)), _back(asked.page)),
        )

    async def change(self, asked: Asked) -> Response:
        """The new password, and with it a new session."""
        present, chosen, words = asked.typed("present"), asked.typed("password"), asked.page.words
        typed = (("present", present), ("password", chosen))
        wrong = {name: words.say(MISSING["password"]) for name, text in typed if not text}
        if not wrong and chosen != asked.typed("again"):
            wrong = {"again": words.say(MISSING["again"])}
        if wrong:
            return _show(asked.page, Tried(wrong=wrong))
        try:
            token = await in_thread(
                change_password,
                asked.database,
                self._caller(asked),
                present=present,
                chosen=chosen,
                visitor=asked.visitor,
            )
        except PasswordUnknown as refusal:
            return _show(asked.page, Tried(wrong={"present": words.refusal(refusal)}))
        except PasswordRefused as refusal:
            return _show(asked.page, Tried(wrong={"password": words.refusal(refusal)}))
        except (SignInThrottled, Busy) as refusal:
            return _show(asked.page, Tried(refused=words.refusal(refusal)))
        headers = {"Set-Cookie": session_cookie(token, secure=self._is_secure(asked.request))}
        return RedirectResponse(asked.page.wanted, status_code=303, headers=headers)

    def _caller(self, asked: Asked) -> Caller:
        owner = owner_of(asked.request.scope, secure=self._is_secure(asked.request))
        return Caller.session(owner or "", address=asked.visitor.address)

    def _is_secure(self, request: Request) -> bool:
        return self._settings.is_secure or came_secure(request.scope)


def _show(page: DoorPage, tried: Tried = UNTRIED) -> Response:
    words = page.words
    sent = form(
        page.path,
        hidden(next=page.wanted, lang=page.language.value),
        _field(words.say("Present password"), "present", tried, autocomplete="current-password"),
        _field(
            words.say("New password"),
            "password",
            tried,
            hint=words.say(
                "At least {fewest} characters. A few words in a row are easy to remember.",
                fewest=FEWEST_SIGNS,
            ),
        ),
        _field(words.say("The same password again"), "again", tried),
        button(words.say("Save the password"), "first"),
    )
    note = told(words.say("You stay signed in here; wherever else you are signed in, that ends."))
    is_tried = bool(tried.refused or tried.wrong)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if is_tried else HTTPStatus.OK
    parts = (refusal_text(tried.refused), note, sent, _back(page))
    return show_page(page, words.say("Change your password"), parts, status=status)


def _field(label: str, name: str, tried: Tried, *, hint: str = "", autocomplete: str = "new-password") -> str:
    wrong, first = tried.wrong.get(name, ""), next(iter(tried.wrong), "present")
    return field(
        name,
        label,
        kind="password",
        wrong=wrong,
        hint=hint,
        begins=name == first,
        autocomplete=autocomplete,
        maxlength=LONGEST_PASSWORD,
    )


def _back(page: DoorPage) -> str:
    return f'<a href="{said(page.wanted)}">{said(page.words.say("To the dashboard"))}</a>'
