"""Signing in by a provider: there with a question, back with its answer, in one and the same browser."""

import secrets

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from access.door_settings import DoorSettings
from access.entrance import in_thread
from access.house_database import house_database
from access.oidc import Provider, Question, new_question
from access.oidc_settings import OidcSettings, recognise
from access.origins import with_next
from access.session_cookie import came_secure, read_cookies, set_cookie
from access.sign_in_page import PROVIDER_BACK, SIGN_IN
from domain.failures import Refusal
from domain.text import mark
from use_cases.admission import Visitor
from use_cases.sessions import hash_token
from use_cases.sign_in import begin_flow, sign_in_known, take_answered_flow
from use_cases.sign_in_by_rules import sign_in_by_rules

# Binds the way there and back to one browser; it serves for several windows of it at once.
OPEN, SECURE = "sign-in", "__Host-sign-in"
SECONDS_TO_COME_BACK = 600
# What a browser says of a request that a page of another site has caused.
FROM_ELSEWHERE = {"cross-site", "same-site"}


class ProviderSignIn:
    """The way in by the provider of this installation."""

    def __init__(self, oidc: OidcSettings, door: DoorSettings) -> None:
        self._oidc = oidc
        self._door = door
        self._provider = Provider(oidc)

    async def leave(self, request: Request, wanted: str, visitor: Visitor) -> Response:
        """Send the browser to the provider. Raises ProviderRefused where that does not answer, SignInThrottled.

        Who was sent here by a page of somebody else is asked first whether he wants to sign in at all.
        """
        if request.headers.get("sec-fetch-site") in FROM_ELSEWHERE:
            return RedirectResponse(with_next(SIGN_IN, wanted), status_code=303)
        question, browser = new_question(), self._browser(request) or secrets.token_urlsafe(32)
        where = await self._provider.address(question, back_to=self._back_to(request))
        await in_thread(
            begin_flow,
            await in_thread(house_database),
            state=_bound(question.state, browser),
            nonce=question.nonce,
            verifier=question.verifier,
            return_to=wanted,
            address=visitor.address,
        )
        secure = self._is_secure(request)
        cookie = set_cookie(SECURE if secure else OPEN, browser, secure=secure, seconds=SECONDS_TO_COME_BACK)
        return RedirectResponse(where, status_code=303, headers={"Set-Cookie": cookie})

    async def come_back(self, request: Request, visitor: Visitor) -> tuple[str, str]:
        """The token of the new session, and where its holder wanted to go. Raises Refusal."""
        said, database = request.query_params, await in_thread(house_database)
        state, browser = said.get("state", ""), self._browser(request)
        flow = None
        if browser:
            kept = _bound(state, browser)
            flow = await in_thread(take_answered_flow, database, kept, address=visitor.address)
        if flow is None:
            raise Refusal(
                "not_asked",
                mark("This sign-in took too long, or was begun in another browser. Please begin again."),
            )
        if "code" not in said or said.get("iss", self._oidc.issuer) != self._oidc.issuer:
            raise Refusal(
                "not_signed_in_there",
                mark("You were not signed in by your organisation's sign-in service. Please try again."),
            )
        question = Question(state=state, nonce=flow.nonce, verifier=flow.verifier)
        claims = await self._provider.claims(said["code"], question, back_to=self._back_to(request))
        claimed = recognise(claims, self._oidc)
        if self._oidc.rules is None:
            token = await in_thread(sign_in_known, database, claimed.known, visitor=visitor)
        else:
            token = await in_thread(sign_in_by_rules, database, claimed, visitor=visitor)
        return token, flow.return_to

    def _browser(self, request: Request) -> str | None:
        cookies = read_cookies(list(request.scope["headers"]))
        return cookies.get(SECURE if self._is_secure(request) else OPEN)

    def _back_to(self, request: Request) -> str:
        ours = self._door.url or f"{request.url.scheme}://{request.url.netloc}"
        return f"{ours}{PROVIDER_BACK}"

    def _is_secure(self, request: Request) -> bool:
        return self._door.is_secure or came_secure(request.scope)


def _bound(state: str, browser: str) -> str:
    """A state as it is kept: of use only to the browser that went with it."""
    return f"{hash_token(state)} {hash_token(browser)}"
