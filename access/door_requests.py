"""A request at the door: what it asks for, in which language, from whom; and what is answered when it goes wrong."""

import logging
import secrets
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from http import HTTPStatus
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import Response

from access.door_page import DoorPage
from access.entrance import Unanswered, in_thread
from access.house_database import house_database
from access.origins import language_of, safe_address
from access.sign_in_page import show_fault, show_obstacle, show_waiting
from access.start_up import find_preparation, load_settings
from data_access.database import Database
from domain.failures import NotFound, Refusal
from domain.text import Language
from use_cases.admission import Visitor
from use_cases.sign_in import SignInThrottled
from use_cases.view_start import find_organisation

MOST_FIELDS = 20
MAY_SUCCEED_LATER = {"busy", "provider_unreachable", "database_unreachable"}
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A request with what was read of it: the page that it will be answered with, its form, the open database."""

    request: Request
    page: DoorPage
    form: Mapping[str, str]
    database: Database

    @property
    def visitor(self) -> Visitor:
        """From where somebody comes, and how long he may stay."""
        client = self.request.client
        return Visitor(
            address=client.host if client else "",
            agent=self.request.headers.get("user-agent", ""),
            lifetimes=load_settings().lifetimes,
        )

    def typed(self, name: str) -> str:
        """What was typed into a field; empty where there is no such field."""
        return self.form.get(name, "")


Handler = Callable[[Asked], Awaitable[Response]]


def answered_by(handler: Handler) -> Callable[[Request], Awaitable[Response]]:
    """An endpoint: whatever goes wrong in its handler is said on a page, in a sentence or with a number for the log."""

    async def endpoint(request: Request) -> Response:
        form = await _read_form(request)
        page = _page(request, form)
        if not find_preparation().is_ready:
            return show_waiting(page, find_preparation())
        try:
            database = await in_thread(house_database)
            organisation = await in_thread(find_organisation, database)
            page = replace(page, organisation=organisation or page.organisation)
            return await handler(Asked(request=request, page=page, form=form, database=database))
        except (Refusal, Unanswered) as refusal:
            return _refused(page, refusal)
        except Exception:
            number = secrets.token_hex(4).upper()
            log.exception("fault %s", number)
            return show_fault(page, number)

    return endpoint


def _refused(page: DoorPage, refusal: Refusal | Unanswered) -> Response:
    if isinstance(refusal, Unanswered):
        return show_obstacle(page, None, status=HTTPStatus.SERVICE_UNAVAILABLE)
    if refusal.code in MAY_SUCCEED_LATER:
        return show_obstacle(page, refusal, status=HTTPStatus.SERVICE_UNAVAILABLE)
    return show_obstacle(page, refusal, status=_status_of(refusal))


def _status_of(refusal: Refusal) -> HTTPStatus:
    match refusal:
        case NotFound():
            return HTTPStatus.NOT_FOUND
        case SignInThrottled():
            return HTTPStatus.TOO_MANY_REQUESTS
        case _:
            return HTTPStatus.FORBIDDEN


async def _read_form(request: Request) -> dict[str, str]:
    """The fields of a form; the gate has seen to its size."""
    if request.method != "POST":
        return {}
    body = (await request.body()).decode("utf-8", errors="replace")
    try:
        return dict(parse_qsl(body, keep_blank_values=True, max_num_fields=MOST_FIELDS))
    except ValueError:
        return {}


def _page(request: Request, form: Mapping[str, str]) -> DoorPage:
    said = {**request.query_params, **form}
    wanted = safe_address(said.get("next", "/"))
    chosen = next((language for language in Language if language.value == said.get("lang")), None)
    language = chosen or language_of(wanted) or Language.THAI
    return DoorPage(language=language, path=request.url.path, wanted=wanted)
