"""The routes of the door: in by a password, by a provider, as a guest, by an invitation; and out again."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import TYPE_CHECKING

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from access.demonstration import Guests
from access.door_page import DOOR_ASSETS
from access.door_requests import Asked, answered_by
from access.door_settings import DoorSettings, load_door_settings
from access.entrance import Unanswered, find_entrance, in_thread, owner_of
from access.oidc_settings import load_oidc_settings
from access.origins import ENTRANCE, with_next
from access.session_cookie import came_secure, no_session_cookie, session_cookie
from access.sign_in_page import (
    DEMONSTRATION,
    INVITATION,
    KNOWN,
    MISSING,
    NOTES,
    PROVIDER,
    PROVIDER_BACK,
    SIGN_IN,
    SIGN_OUT,
    Tried,
    Ways,
    show_invitation,
    show_sign_in,
    show_signed_in,
)
from domain.failures import Refusal
from domain.person import Role
from use_cases.admission import SignInRefused
from use_cases.demonstration import list_demonstration_roles, sign_in_demonstration
from use_cases.invitations import Invited, accept_invitation, load_invitation
from use_cases.passwords import Busy, PasswordRefused
from use_cases.sessions import close_session
from use_cases.sign_in import SignInThrottled, sign_in_local

if TYPE_CHECKING:
    from access.provider_sign_in import ProviderSignIn


def sign_in_routes(guests: Guests | None = None) -> list[Route]:
    """The routes of the door of this process, whose settings are read now. Raises SettingRefused."""
    door = load_door_settings()
    own = _Door(door, guests, _find_provider(door))
    return [
        Route(SIGN_IN, answered_by(own.ask)),
        Route(SIGN_IN, answered_by(own.sign_in), methods=["POST"]),
        Route(KNOWN, own.tell_whether_known),
        Route(PROVIDER, answered_by(own.leave)),
        Route(PROVIDER_BACK, answered_by(own.come_back)),
        Route(DEMONSTRATION, answered_by(own.look_around), methods=["POST"]),
        Route(SIGN_OUT, answered_by(own.sign_out), methods=["POST"]),
        Route(f"{INVITATION}/{{token}}", answered_by(own.show_invited)),
        Route(f"{INVITATION}/{{token}}", answered_by(own.accept), methods=["POST"]),
        # Whatever else begins like this is no page of the door, and must not become one of Streamlit's.
        *(Route(f"{path}{{_:path}}", _begin_again) for path in (f"{SIGN_IN}/", SIGN_OUT, f"{INVITATION}/")),
        *DOOR_ASSETS,
    ]


def _find_provider(door: DoorSettings) -> "ProviderSignIn | None":
    """The way in by a provider, where there is one: its libraries cost others a second of their start."""
    oidc = load_oidc_settings()
    if oidc is None:
        return None
    from access.provider_sign_in import ProviderSignIn  # noqa: PLC0415

    return ProviderSignIn(oidc, door)


async def _begin_again(_request: Request) -> Response:
    """There is no such page of the door."""
    return RedirectResponse(SIGN_IN, status_code=303)


class _Door:
    """What the routes share."""

    def __init__(
        self, settings: DoorSettings, guests: Guests | None, provider: "ProviderSignIn | None"
    ) -> None:
        self._settings = settings
        self._guests = guests
        self._provider = provider

    async def ask(self, asked: Asked) -> Response:
        """The page that asks who somebody is; who is in already is told so."""
        entrance = await find_entrance(self._owner(asked))
        if entrance is not None:
            return show_signed_in(asked.page, entrance.person.name)
        note = NOTES.get(asked.request.query_params.get("told", ""), "")
        return show_sign_in(asked.page, await self._ways(asked), note=asked.page.words.say(note))

    async def tell_whether_known(self, request: Request) -> Response:
        """For a page whose stream was cut (assets/start.js): whether its session is at an end."""
        try:
            entrance = await find_entrance(owner_of(request.scope, secure=self._is_secure(request)))
        except Unanswered:
            return Response(status_code=HTTPStatus.SERVICE_UNAVAILABLE)
        return JSONResponse({"known": entrance is not None})

    async def sign_in(self, asked: Asked) -> Response:
        """By a password of our own."""
        login, password, words = asked.typed("login").strip(), asked.typed("password"), asked.page.words
        missing = [name for name, typed in (("login", login), ("password", password)) if not typed]
        if missing:
            wrong = {name: words.say(MISSING[name]) for name in missing}
            return await self._ask_again(
                asked, Tried(wrong=wrong, login=login), HTTPStatus.UNPROCESSABLE_ENTITY
            )
        try:
            token = await in_thread(
                sign_in_local, asked.database, login=login, password=password, visitor=asked.visitor
            )
        except (SignInRefused, SignInThrottled, Busy) as refusal:
            return await self._ask_again(
                asked, Tried(refused=words.refusal(refusal), login=login), _status_of(refusal)
            )
        return await self._let_in(asked, token, asked.page.wanted)

    async def leave(self, asked: Asked) -> Response:
        """To the provider."""
        if self._provider is None:
            raise SignInRefused
        return await self._provider.leave(asked.request, asked.page.wanted, asked.visitor)

    async def come_back(self, asked: Asked) -> Response:
        """From the provider."""
        if self._provider is None:
            raise SignInRefused
        token, wanted = await self._provider.come_back(asked.request, asked.visitor)
        return await self._let_in(asked, token, wanted)

    async def look_around(self, asked: Asked) -> Response:
        """As one of the guests, who need no password."""
        if self._guests is None or not self._guests.may_come(asked.request.scope):
            raise SignInRefused
        role = next((role for role in Role if role.value == asked.typed("role")), None)
        if role is None:
            raise SignInRefused
        token = await in_thread(
            sign_in_demonstration, asked.database, self._guests.demonstration, role, visitor=asked.visitor
        )
        return await self._let_in(asked, token, asked.page.wanted)

    async def sign_out(self, asked: Asked) -> Response:
        """Out, here and on every replica."""
        await self._close(asked)
        where = with_next(SIGN_IN, ENTRANCE, asked.page.language)
        cookie = no_session_cookie(secure=self._is_secure(asked.request))
        return RedirectResponse(f"{where}&told=out", status_code=303, headers={"Set-Cookie": cookie})

    async def show_invited(self, asked: Asked) -> Response:
        """The page on which an invited person chooses a password."""
        return show_invitation(asked.page, await self._invited(asked))

    async def accept(self, asked: Asked) -> Response:
        """The password that an invited person has chosen."""
        invited, words = await self._invited(asked), asked.page.words
        password = asked.typed("password")
        wrong = {} if password else {"password": words.say(MISSING["password"])}
        if password and password != asked.typed("again"):
            wrong = {"again": words.say(MISSING["again"])}
        if not wrong:
            try:
                token = await in_thread(
                    accept_invitation,
                    asked.database,
                    asked.request.path_params["token"],
                    password,
                    visitor=asked.visitor,
                )
                return await self._let_in(asked, token, ENTRANCE)
            except PasswordRefused as refusal:
                wrong = {"password": words.refusal(refusal)}
        return show_invitation(
            asked.page, invited, Tried(wrong=wrong), status=HTTPStatus.UNPROCESSABLE_ENTITY
        )

    async def _invited(self, asked: Asked) -> Invited:
        """For whom an invitation is. Raises NotFound."""
        return await in_thread(load_invitation, asked.database, asked.request.path_params["token"])

    async def _ask_again(self, asked: Asked, tried: Tried, status: HTTPStatus) -> Response:
        return show_sign_in(asked.page, await self._ways(asked), tried, status=status)

    async def _ways(self, asked: Asked) -> Ways:
        guests: Mapping[Role, str] = {}
        if self._guests is not None and self._guests.may_come(asked.request.scope):
            guests = await in_thread(list_demonstration_roles, asked.database, self._guests.demonstration)
        return Ways(provider=self._provider is not None, guests=guests)

    async def _let_in(self, asked: Asked, token: str, wanted: str) -> Response:
        """On to where somebody wanted to go, with his new session; one that his browser had before is over."""
        await self._close(asked)
        secure = self._is_secure(asked.request)
        headers = {"Set-Cookie": session_cookie(token, secure=secure)}
        return RedirectResponse(wanted, status_code=303, headers=headers)

    async def _close(self, asked: Asked) -> None:
        owner = self._owner(asked)
        if owner is not None:
            await in_thread(close_session, asked.database, owner, address=asked.visitor.address)

    def _owner(self, asked: Asked) -> str | None:
        return owner_of(asked.request.scope, secure=self._is_secure(asked.request))

    def _is_secure(self, request: Request) -> bool:
        return self._settings.is_secure or came_secure(request.scope)


def _status_of(refusal: Refusal) -> HTTPStatus:
    match refusal:
        case SignInThrottled():
            return HTTPStatus.TOO_MANY_REQUESTS
        case Busy():
            return HTTPStatus.SERVICE_UNAVAILABLE
        case _:
            return HTTPStatus.FORBIDDEN
