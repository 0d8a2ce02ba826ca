"""Guests come in on this machine only: whatever looks like somebody from outside is turned away."""

import pytest

from access.demonstration import Guests, is_this_machine
from domain.person import Role
from tests.access.asgi import request
from use_cases.demonstration import Demonstration

SAMPLE = Demonstration(planner="the sample", names={Role.EXECUTIVE: "พิมพ์ใจ ตัวอย่าง"})


def may_come(
    *,
    listens_on: str | None = "127.0.0.1",
    client: str = "127.0.0.1",
    server: str = "127.0.0.1",
    **headers: str,
) -> bool:
    scope = request("/sign-in", **{"host": "127.0.0.1:8501", **headers})
    scope.update(client=(client, 50_000), server=(server, 8501))
    return Guests(demonstration=SAMPLE, listens_on=listens_on).may_come(scope)


@pytest.fixture(autouse=True)
def with_its_flag(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DASHBOARD_DEMO", "1")


@pytest.mark.parametrize(
    "host", ["127.0.0.1:8501", "localhost:8501", "localhost", "LOCALHOST:8501", "[::1]:8501"]
)
def test_who_sits_at_this_machine_may_look_around(host: str) -> None:
    assert may_come(host=host)


@pytest.mark.parametrize("flag", ["", "0", "true"])
def test_without_the_flag_nobody_may(monkeypatch: pytest.MonkeyPatch, flag: str) -> None:
    monkeypatch.setenv("DASHBOARD_DEMO", flag)
    assert not may_come()


@pytest.mark.parametrize("listens_on", ["0.0.0.0", "::", "192.0.2.1", "dashboard.example.go.th", "", None])  # noqa: S104
def test_a_server_that_others_can_reach_has_no_guests(listens_on: str | None) -> None:
    assert not may_come(listens_on=listens_on)


def test_a_request_from_another_machine_is_no_guests() -> None:
    assert not may_come(client="192.0.2.7")
    assert not may_come(server="192.0.2.1")


@pytest.mark.parametrize(
    "host", ["dashboard.example.go.th", "evil.example:8501", "127.0.0.1.evil.example", "", "[::1"]
)
def test_a_name_that_was_given_our_address_is_not_this_machine(host: str) -> None:
    assert not may_come(host=host)


@pytest.mark.parametrize(
    "header", ["forwarded", "x_forwarded_for", "x_forwarded_proto", "x_forwarded_host", "via", "x_real_ip"]
)
def test_what_was_passed_on_for_somebody_else_is_no_guests(header: str) -> None:
    assert not may_come(**{header: "127.0.0.1"})


@pytest.mark.parametrize(
    ("host", "is_here"),
    [("127.0.0.1", True), ("127.9.9.9", True), ("::1", True), ("[::1]", True), ("localhost", True)]
    + [(host, False) for host in ("0.0.0.0", "::", "10.0.0.1", "localhost.evil.example", "", "127.0.0.1x")],  # noqa: S104
)
def test_this_machine_is_known_by_its_own_names(host: str, is_here: bool) -> None:
    assert is_this_machine(host) is is_here
