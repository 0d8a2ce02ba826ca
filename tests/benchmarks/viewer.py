"""A viewer without a browser: speaks with the server as a browser's page does, and only waits for its answers.

The server is Streamlit's websocket: a ClientState goes out, ForwardMsg come back until the script has finished. What
the browser keeps between two runs, large elements by their hash, is kept here too.
"""

import asyncio
import json
import random
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Self, TypedDict
from urllib.parse import parse_qsl, quote, urlencode

from streamlit.proto.Alert_pb2 import Alert
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState, ContextInfo
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Origin, Subprotocol

from domain.plan import Plan
from tests.browser.visitors import COOKIE
from ui.address import Address

FEWEST_ELEMENTS = 6
PATIENCE_SECONDS = 60.0
MONTHS = 12
NEWEST = 12  # people compare with the last few days of publishing, not with those of years ago
# How often a viewer does what, in a hundred changes; a name with "scope_" is a picker on the page, the others are links to pages.
HABITS = {
    "scope_period": 30,
    "scope_year": 10,
    "scope_asof": 3,
    "kpi": 25,
    "strategy": 10,
    "region": 7,
    "department": 3,
    "flagship": 2,
    "overview": 10,
}
READER = ContextInfo(timezone="Asia/Bangkok", timezone_offset=-420, locale="th-TH", color_scheme="light")
TROUBLE = {Alert.ERROR, Alert.WARNING}


def places_of(plan: Plan) -> dict[str, list[Address]]:
    """What can be looked at, by page; a page with nothing to choose is looked at as a whole."""
    return {
        "overview": [Address()],
        "strategy": [Address(strategy=strategy.code) for strategy in plan.strategies],
        "kpi": [Address(kpi=kpi.code) for kpi in plan.kpis],
        "region": [Address(), *(Address(region=region.code) for region in plan.regions)],
        "department": [Address(), *(Address(department=department.code) for department in plan.departments)],
        "flagship": [Address(), *(Address(flagship=flagship.code) for flagship in plan.flagships)],
    }


class Picker(TypedDict):
    """A list of the page, as the browser gets it (ui/pickers.py)."""

    name: str
    options: list[tuple[str, str]]
    chosen: str
    link: str


@dataclass(kw_only=True)
class Answer:
    """What came back for one change: how long it took, what was on the page, and what was wrong with it."""

    asked: str
    seconds: float = 0.0
    size: int = 0
    elements: int = 0
    page: str = ""
    troubles: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Kept:
    """A large element that the browser keeps, and the run in which it was last on the page."""

    message: ForwardMsg
    run: int


class Viewer:
    """One open page of somebody with a session. `seed` decides what its reader does; use it as an asynchronous context."""

    def __init__(self, url: str, places: Mapping[str, Sequence[Address]], *, token: str, seed: int) -> None:
        self.opening = Answer(asked="")
        self._url = url
        self._token = token
        self._places = places
        self._dice = random.Random(seed)  # noqa: S311 - what a viewer does is no secret
        self._stream: ClientConnection
        self._query = ""
        self._page = ""
        self._hashes: dict[str, str] = {}
        self._pickers: dict[str, Picker] = {}
        self._kept: dict[str, _Kept] = {}
        self._longest = 0
        self._run = 0

    async def __aenter__(self) -> Self:
        """Open a page, as a link from a message would."""
        self._stream = await connect(
            f"{self._url.replace('http', 'ws', 1)}/_stcore/stream",
            subprotocols=[Subprotocol("streamlit")],
            origin=Origin(self._url),
            additional_headers={"Cookie": f"{COOKIE}={self._token}"},
            max_size=None,
        )
        page = self._dice.choice(list(self._places))
        self._query = urlencode(self._dice.choice(self._places[page]).parameters())
        self.opening = await self._ask(ClientState(page_name="" if page == "overview" else page), page)
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._stream.close()

    async def change(self) -> Answer:
        """Do what a reader does next, and wait for the answer."""
        name = self._dice.choices(list(HABITS), list(HABITS.values()))[0]
        if name in self._places:
            return await self._follow(name)
        return await self._pick(name)

    async def _follow(self, page: str) -> Answer:
        """Follow a link to a page, at the moment that is looked at."""
        place = self._dice.choice(self._places[page])
        moment = Address.of(dict(parse_qsl(self._query))).at()
        self._query = urlencode({**moment.parameters(), **place.parameters()})
        return await self._ask(ClientState(page_script_hash=self._hashes[page]), page)

    async def _pick(self, name: str) -> Answer:
        """Choose something else in a picker of the page: its choices are addresses."""
        picker = self._pickers[name]
        wanted = self._dice.choice(_offered(picker))
        self._query = picker["link"].partition("?")[2].replace("{code}", quote(wanted))
        answer = await self._ask(ClientState(page_script_hash=self._hashes[self._page]), self._page)
        if not answer.troubles and self._pickers[name]["chosen"] != wanted:
            answer.troubles.append(f"“{self._pickers[name]['chosen']}” is shown")
        return answer

    async def _ask(self, state: ClientState, page: str) -> Answer:
        state.query_string = self._query
        state.context_info.CopyFrom(READER)
        state.cached_message_hashes.extend(self._kept)
        answer = Answer(asked=f"/{page}?{self._query}")
        begun = time.perf_counter()
        async with asyncio.timeout(PATIENCE_SECONDS):
            await self._stream.send(BackMsg(rerun_script=state).SerializeToString())
            await self._hear(answer)
        answer.seconds = time.perf_counter() - begun
        self._forget()
        self._page = page
        if answer.page != self._hashes.get(page):
            answer.troubles.append("another page was shown")
        if answer.elements < FEWEST_ELEMENTS:
            answer.troubles.append(f"only {answer.elements} elements came")
        return answer

    async def _hear(self, answer: Answer) -> None:
        """Take what comes until the script has finished; a run that only led elsewhere is not yet the answer."""
        while True:
            frame = await self._stream.recv(decode=False)
            message = ForwardMsg.FromString(frame)
            answer.size += len(frame)
            kind = message.WhichOneof("type")
            if kind == "script_finished" and message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                return
            self._take(message, kind, answer)

    def _take(self, message: ForwardMsg, kind: str | None, answer: Answer) -> None:
        if kind == "new_session":
            self._run += 1
            self._pickers = {}
            self._longest = message.new_session.config.max_cached_message_age
            answer.elements = 0
        elif kind == "navigation":
            self._hashes = {
                page.url_pathname or "overview": page.page_script_hash
                for page in message.navigation.app_pages
            }
            answer.page = message.navigation.page_script_hash
        elif kind == "page_info_changed":
            self._query = message.page_info_changed.query_string
        elif kind == "page_not_found":
            answer.troubles.append("the page was not found")
        elif kind == "ref_hash":
            self._kept[message.ref_hash].run = self._run
            self._show(self._kept[message.ref_hash].message, answer)
        elif kind == "delta":
            if message.metadata.cacheable:
                self._kept[message.hash] = _Kept(message, self._run)
            self._show(message, answer)

    def _show(self, message: ForwardMsg, answer: Answer) -> None:
        answer.elements += 1
        element = message.delta.new_element
        kind = element.WhichOneof("type")
        if kind == "exception":
            answer.troubles.append(element.exception.message)
        elif kind == "alert" and element.alert.format in TROUBLE:
            answer.troubles.append(element.alert.body)
        elif kind == "bidi_component" and element.bidi_component.component_name.endswith(".pickers"):
            sent = json.loads(element.bidi_component.bytes)
            self._pickers |= {picker["name"]: picker for picker in sent["pickers"]}

    def _forget(self) -> None:
        """Drop the elements that were on none of the last pages, as the browser does."""
        oldest = self._run - self._longest
        self._kept = {name: kept for name, kept in self._kept.items() if kept.run >= oldest}


def _offered(picker: Picker) -> list[str]:
    """What people choose from: quarters rather than months; an earlier as-of, and from there the newest again."""
    codes = [code for code, _ in picker["options"]]
    if picker["name"] == "scope_asof":
        codes = codes[1 : NEWEST + 1] if picker["chosen"] == codes[0] else codes[:1]
    elif picker["name"] == "scope_period" and len(codes) >= MONTHS:
        codes = codes[2:MONTHS:3]
    return [code for code in codes if code != picker["chosen"]]
