"""The gate of a running server, tried with clients that keep to no rule: nothing passes it but what should."""

import contextlib
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

import httpx2
import pytest
from websockets.exceptions import InvalidStatus

from data_access.database import Database
from data_access.people import save_disabled
from data_access.sessions import revoke_session, save_seen
from domain.person import Role
from tests.access.conftest import SOCKETS_OF_ONE
from tests.access.streamlit_client import (
    ask,
    heard_until_closed,
    icon_of,
    refused,
    run,
    session_of,
    stream,
    words_of,
)
from tests.browser.application import Application
from tests.browser.visitors import COOKIE, find_person, put_in
from use_cases.sessions import close_session, hash_token

PAGE = {"Accept": "text/html,application/xhtml+xml"}
# Every path that Streamlit 1.67 answers (web/server/starlette), and some that it does not.
BEHIND_THE_GATE = [
    "/",
    "/strategy",
    "/kpi?kpi=K110",
    "/media/0123456789abcdef.xlsx",
    "/component/streamlit_component/index.html",
    "/_stcore/bidi-components/house.chart/chart.js",
    "/_stcore/host-config",
    "/_stcore/stream",
    "/_stcore/upload_file/screen/file",
    "/app/static/secret.txt",
    "/nothing/at/all",
    "/staticx",
    "/healthx",
    "/sign-inx",
    "/SIGN-IN",
]
CLOSED = [
    "/_stcore/metrics",
    "/_stcore/metrics/",
    "/_stcore/script-health-check",
    "/_stcore/agent/mcp",
    "/_stcore/agent/interact",
    "/_stcore/agent/openapi.json",
    "/auth/login",
    "/auth/logout",
    "/oauth2callback",
]
OPEN = [
    "/sign-in",
    "/_stcore/health",
    "/health/ready",
    "/favicon.png",
    "/assets/start.js",
    "/assets/sign-in.css",
]


@pytest.fixture
def stranger(house: Application) -> Iterator[httpx2.Client]:
    """A client without a session."""
    with httpx2.Client(base_url=house.url) as client:
        yield client


@pytest.fixture
def reader(house: Application) -> Iterator[httpx2.Client]:
    """A client of an executive."""
    with client_of(house, put_in(house, Role.EXECUTIVE)) as client:
        yield client


def client_of(house: Application, token: str) -> httpx2.Client:
    """A client that shows a token and says that it comes from the house's own pages."""
    return httpx2.Client(base_url=house.url, cookies={COOKIE: token}, headers={"Origin": house.url})


@pytest.mark.parametrize("path", BEHIND_THE_GATE)
def test_a_stranger_gets_nothing_of_what_is_behind_the_gate(stranger: httpx2.Client, path: str) -> None:
    answer = stranger.get(path)
    assert (answer.status_code, answer.text) == (401, "Unauthorized")


@pytest.mark.parametrize("path", ["/", "/strategy", "/nothing/at/all"])
def test_a_stranger_who_asks_for_a_page_is_led_to_the_door(stranger: httpx2.Client, path: str) -> None:
    answer = stranger.get(path, headers=PAGE)
    assert (answer.status_code, answer.text) == (303, "")
    assert answer.headers["location"].startswith("/sign-in")


def test_the_door_remembers_where_he_wanted_to_go(stranger: httpx2.Client) -> None:
    answer = stranger.get("/kpi?kpi=K110&lang=en", headers=PAGE)
    assert answer.headers["location"] == "/sign-in?next=%2Fkpi%3Fkpi%3DK110%26lang%3Den&lang=en"


@pytest.mark.parametrize("path", ["//evil.example", "//evil.example/%2e%2e", "/\\evil.example"])
def test_the_door_leads_nobody_to_another_host(house: Application, path: str) -> None:
    with httpx2.Client() as client:
        answer = client.get(f"{house.url}{path}", headers=PAGE)
    assert answer.status_code in {303, 400}
    assert answer.headers.get("location", "/sign-in") == "/sign-in"


@pytest.mark.parametrize("path", CLOSED)
def test_what_is_for_machines_is_closed_to_everybody(
    stranger: httpx2.Client, reader: httpx2.Client, path: str
) -> None:
    assert stranger.get(path).status_code == 404
    assert reader.get(path).status_code == 404
    assert reader.post(path, json={}).status_code == 404


@pytest.mark.parametrize("path", OPEN)
def test_the_door_itself_is_open(stranger: httpx2.Client, path: str) -> None:
    assert stranger.get(path).status_code == 200


@pytest.mark.parametrize("path", ["/sign-in/nothing", "/sign-out", "/invitation/", "/invitation/a/b"])
def test_below_the_door_lies_no_page_of_streamlits(stranger: httpx2.Client, path: str) -> None:
    answer = stranger.get(path, headers=PAGE)
    assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in")


def test_who_has_a_session_gets_the_page(reader: httpx2.Client) -> None:
    answer = reader.get("/", headers=PAGE)
    assert answer.status_code == 200
    assert "/assets/start.js" in answer.text
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("token", ["", "x", "x" * 43, "x" * 10_000, "๐", "a;b", "../../etc/passwd"])
def test_a_token_that_somebody_made_up_is_none(house: Application, token: str) -> None:
    with httpx2.Client(base_url=house.url) as client:
        cookie = f"{COOKIE}={token}".encode()
        assert client.get("/", headers=[(b"cookie", cookie)]).status_code == 401


def test_what_only_tls_can_set_is_not_looked_at_without_it(house: Application) -> None:
    token = put_in(house, Role.EXECUTIVE)
    with httpx2.Client(base_url=house.url, cookies={f"__Host-{COOKIE}": token}) as client:
        assert client.get("/").status_code == 401
    assert refused(house, token, cookie=f"__Host-{COOKIE}") == 401


def test_every_answer_carries_the_headers(stranger: httpx2.Client, reader: httpx2.Client) -> None:
    answers = [stranger.get(path) for path in ("/", "/sign-in", "/_stcore/metrics", "/static/nothing.js")]
    answers += [reader.get("/media/nothing"), stranger.post("/sign-in"), reader.get("/", headers=PAGE)]
    for answer in answers:
        assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
        assert answer.headers["x-content-type-options"] == "nosniff"


# --- What is sent ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("origin", [None, "https://evil.example", "null", "http://127.0.0.1:1"])
def test_what_changes_something_must_come_from_a_page_of_ours(house: Application, origin: str | None) -> None:
    headers = {} if origin is None else {"Origin": origin}
    with httpx2.Client(base_url=house.url, cookies={COOKIE: put_in(house, Role.EXECUTIVE)}) as client:
        assert client.post("/sign-in", data={"login": "a"}, headers=headers).status_code == 403
        assert client.post("/sign-out", headers=headers).status_code == 403
        assert client.put("/_stcore/upload_file/a/b", headers=headers).status_code == 403
        assert client.delete("/_stcore/upload_file/a/b", headers=headers).status_code == 403
        assert client.get("/", headers=PAGE).status_code == 200


def test_what_was_tried_at_the_gate_stands_in_the_log(house: Application) -> None:
    before = len(house.log.read_bytes())
    with httpx2.Client(base_url=house.url, headers={"Origin": "https://evil.example"}) as client:
        client.put("/_stcore/upload_file/a/b%0Amade-up")
    refused(house, put_in(house, Role.EXECUTIVE), origin="https://evil.example")
    said = house.said(before)
    assert "access.gate: Forbidden to PUT /_stcore/upload_file/a/b\\x0amade-up from 127.0.0.1" in said
    assert "access.gate: Forbidden to socket /_stcore/stream from 127.0.0.1" in said


def test_what_announces_too_much_is_refused_before_it_is_heard(house: Application) -> None:
    with httpx2.Client(base_url=house.url, headers={"Origin": house.url}) as client:
        answer = client.post("/sign-in", content=b"x" * 70_000)
    assert (answer.status_code, answer.text) == (413, "Request Entity Too Large")


def test_who_sends_too_many_headers_is_not_listened_to(house: Application) -> None:
    """Before anything is looked up: on an open page, on one behind the gate, on a socket; the log tells of it."""
    before, token = len(house.log.read_bytes()), put_in(house, Role.EXECUTIVE)
    with httpx2.Client(base_url=house.url, cookies={COOKIE: token}) as client:
        assert client.get("/sign-in", headers={"X-Much": "x" * 40_000}).status_code == 431
        assert client.get("/", headers={f"X-{n}": "x" * 300 for n in range(120)}).status_code == 431
        assert client.get("/", headers={**PAGE, "X-Much": "x" * 20_000}).status_code == 200
    said = house.said(before)
    assert "Request Header Fields Too Large to GET /sign-in from 127.0.0.1" in said
    assert "Traceback" not in said


def test_a_refused_socket_is_told_once_and_is_no_fault(house: Application) -> None:
    before = len(house.log.read_bytes())
    assert refused(house, "made-up") == 401
    assert refused(house, put_in(house, Role.EXECUTIVE), origin="https://evil.example") == 403
    [told] = house.said(before).splitlines()
    assert told.endswith("WARNING access.gate: Forbidden to socket /_stcore/stream from 127.0.0.1")


def test_what_grows_too_long_without_announcing_it_is_refused(house: Application) -> None:
    def endless() -> Iterator[bytes]:
        for _ in range(100):
            yield b"x" * 1_000

    with httpx2.Client(base_url=house.url, headers={"Origin": house.url}) as client:
        assert client.post("/sign-in", content=endless()).status_code == 413


def test_a_workbook_above_its_limit_is_refused(house: Application) -> None:
    token = put_in(house, Role.PLANNING_OFFICE)
    with stream(house, token) as socket, client_of(house, token) as client:
        address = f"/_stcore/upload_file/{session_of(run(socket))}/file"
        answer = client.put(address, content=b"x" * (22 * 1024 * 1024))
    assert answer.status_code == 413


def test_a_stranger_sends_no_file(house: Application) -> None:
    with stream(house, put_in(house, Role.EXECUTIVE)) as socket:
        address = f"/_stcore/upload_file/{session_of(run(socket))}/file"
        with httpx2.Client(base_url=house.url, headers={"Origin": house.url}) as client:
            assert client.put(address, files={"file": b"x"}).status_code == 401
            assert client.delete(address).status_code == 401


def test_a_file_is_sent_to_ones_own_screen_and_to_no_other(house: Application) -> None:
    mine = put_in(house, Role.PLANNING_OFFICE)
    yours = put_in(house, Role.PLANNING_OFFICE, login="another-planner")
    with stream(house, mine) as socket:
        address = f"/_stcore/upload_file/{session_of(run(socket))}/file"
        with client_of(house, yours) as client:
            assert sent(client, address).status_code == 403
            assert sent(client, "/_stcore/upload_file/made-up/file").status_code == 403
        with client_of(house, mine) as client:
            assert sent(client, address).status_code == 204


@pytest.mark.parametrize(
    ("role", "status"),
    [
        (Role.PLANNING_OFFICE, 204),
        (Role.DEPARTMENT_HEAD, 204),
        (Role.DEPARTMENT_OFFICER, 204),
        (Role.EXECUTIVE, 403),
        (Role.AUDITOR, 403),
        (Role.ADMINISTRATOR, 403),
    ],
)
def test_only_who_may_hand_in_a_file_sends_one(house: Application, role: Role, status: int) -> None:
    """Streamlit keeps what it is sent in memory, whether or not a screen has asked for it."""
    token = put_in(house, role)
    with stream(house, token) as socket, client_of(house, token) as client:
        assert sent(client, f"/_stcore/upload_file/{session_of(run(socket))}/file").status_code == status


def test_one_person_keeps_no_more_than_sixty_megabytes_in_the_servers_memory(house: Application) -> None:
    """Whichever of his windows they were sent to; who takes a file back has room for another."""
    large, before = b"x" * 18_000_000, len(house.log.read_bytes())
    first, second = put_in(house, Role.PLANNING_OFFICE), put_in(house, Role.PLANNING_OFFICE)
    with (
        stream(house, first) as one,
        stream(house, second) as other,
        client_of(house, first) as client,
        client_of(house, second) as elsewhere,
    ):
        here = f"/_stcore/upload_file/{session_of(run(one))}/"
        there = f"/_stcore/upload_file/{session_of(run(other))}/"
        assert sent(client, f"{here}1", large).status_code == 204
        assert sent(client, f"{here}2", large).status_code == 204
        assert sent(elsewhere, f"{there}3", large).status_code == 204
        assert sent(elsewhere, f"{there}4", large).status_code == 413
        assert sent(client, f"{here}5", large).status_code == 413
        assert sent(client, f"{here}6").status_code == 204
        xsrf = {"X-Xsrftoken": client.cookies["_streamlit_xsrf"]}
        assert client.delete(f"{here}1", headers=xsrf).status_code == 204
        assert sent(elsewhere, f"{there}4", large).status_code == 204
    said = house.said(before)
    assert "has sent more files than one may before they are read" in said
    assert "Request Entity Too Large to PUT /_stcore/upload_file/" in said
    assert "Traceback" not in said


def sent(client: httpx2.Client, address: str, content: bytes = b"x") -> httpx2.Response:
    """A file as Streamlit's page sends it, with its token against forgery."""
    client.get("/_stcore/health")
    token = client.cookies["_streamlit_xsrf"]
    return client.put(address, files={"file": ("return.xlsx", content)}, headers={"X-Xsrftoken": token})


def test_a_file_that_streamlit_keeps_is_for_those_who_are_in(
    house: Application, stranger: httpx2.Client, reader: httpx2.Client
) -> None:
    with stream(house, put_in(house, Role.EXECUTIVE)) as socket:
        icon = icon_of(run(socket))
        assert icon.startswith("/media/")
        assert stranger.get(icon).status_code == 401
        assert reader.get(icon).status_code == 200


# --- Sockets -----------------------------------------------------------------------------------------------------


def test_a_socket_without_a_session_is_none(house: Application) -> None:
    assert refused(house, None) == 401
    assert refused(house, "x" * 43) == 401


@pytest.mark.parametrize("origin", ["", "https://evil.example", "http://localhost:1"])
def test_a_page_of_another_site_opens_no_socket_with_its_visitors_session(
    house: Application, origin: str
) -> None:
    assert refused(house, put_in(house, Role.EXECUTIVE), origin=origin) == 403


def test_a_socket_of_somebody_who_is_in_shows_the_screen(house: Application) -> None:
    with stream(house, put_in(house, Role.EXECUTIVE)) as socket:
        assert "python manage.py import-plan" in words_of(run(socket))


def test_nobody_enters_anothers_screen_by_its_id(house: Application) -> None:
    mine, yours = put_in(house, Role.EXECUTIVE), put_in(house, Role.AUDITOR)
    with stream(house, mine) as socket:
        screen = session_of(run(socket))
    for token in (yours, put_in(house, Role.EXECUTIVE)):
        with stream(house, token, resume=screen) as socket:
            assert session_of(run(socket)) != screen


def test_who_loses_his_connection_has_his_own_screen_again(house: Application) -> None:
    token = put_in(house, Role.EXECUTIVE)
    with stream(house, token) as socket:
        screen = session_of(run(socket))
    with stream(house, token, resume=screen) as socket:
        assert session_of(run(socket)) == screen


def test_a_screen_that_nobody_has_is_not_made_by_asking_for_it(house: Application) -> None:
    with stream(house, put_in(house, Role.EXECUTIVE), resume="made-up") as socket:
        assert session_of(run(socket)) != "made-up"


def disabled(database: Database, token: str, login: str, now: datetime) -> None:
    person = find_person(database, login)
    assert person is not None
    database.written(lambda connection: save_disabled(connection, person.id, now))


def revoked(database: Database, token: str, login: str, now: datetime) -> None:
    assert database.written(lambda connection: revoke_session(connection, hash_token(token), now))


def signed_out(database: Database, token: str, login: str, now: datetime) -> None:
    close_session(database, hash_token(token))


def left_alone(database: Database, token: str, login: str, now: datetime) -> None:
    database.written(lambda c: save_seen(c, hash_token(token), now - timedelta(minutes=61)))


@pytest.mark.parametrize("end", [disabled, revoked, signed_out, left_alone])
def test_an_open_socket_is_cut_at_the_next_message_after_the_session_has_ended(
    house: Application,
    database: Database,
    now: datetime,
    end: Callable[[Database, str, str, datetime], None],
) -> None:
    login, before = f"ends-{end.__name__}", len(house.log.read_bytes())
    token = put_in(house, Role.EXECUTIVE, login=login)
    with stream(house, token) as socket, client_of(house, token) as client:
        run(socket)
        end(database, token, login, now)
        ask(socket)
        heard, code = heard_until_closed(socket)
        assert code == 1008
        assert not any(message.WhichOneof("type") == "new_session" for message in heard)
        assert client.get("/", headers=PAGE).status_code == 303
        assert client.get("/media/x").status_code == 401
    assert refused(house, token) == 401
    assert "Traceback" not in house.said(before)


def test_a_person_has_so_many_sockets_and_not_one_more_however_often_he_signs_in(house: Application) -> None:
    token, another = put_in(house, Role.EXECUTIVE), put_in(house, Role.EXECUTIVE)
    with contextlib.ExitStack() as stack:
        for _ in range(SOCKETS_OF_ONE):
            stack.enter_context(stream(house, token))
        assert refused(house, token) == 429
        assert refused(house, another) == 429
        with stream(house, put_in(house, Role.AUDITOR)) as other:
            assert run(other)
    with stream(house, token) as again:
        assert run(again)


@pytest.mark.parametrize("frame", [b"no protobuf at all", b"\xff" * 100])
def test_what_is_no_message_closes_the_socket_and_nothing_else(house: Application, frame: bytes) -> None:
    with stream(house, put_in(house, Role.EXECUTIVE)) as socket:
        socket.send(frame)
        assert heard_until_closed(socket)[1] in {1002, 1006}


def test_text_on_a_socket_closes_it_and_is_no_fault(house: Application) -> None:
    before = len(house.log.read_bytes())
    with stream(house, put_in(house, Role.EXECUTIVE)) as socket:
        socket.send("text")
        assert heard_until_closed(socket)[1] == 1008
    assert "Traceback" not in house.said(before)


def test_a_socket_to_anywhere_else_is_refused(house: Application) -> None:
    with pytest.raises(InvalidStatus), stream(_elsewhere(house), put_in(house, Role.EXECUTIVE)):
        pass


def _elsewhere(house: Application) -> Application:
    return Application(url=f"{house.url}/nothing", log=house.log, database_url=house.database_url)
