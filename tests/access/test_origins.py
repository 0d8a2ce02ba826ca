"""Where a request comes from, and where a reader may be sent."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.datastructures import Headers

from access.origins import in_language, is_from_here, language_of, safe_address, with_next
from domain.text import Language

OURS = "https://dashboard.example.go.th"


@pytest.mark.parametrize(
    ("headers", "is_ours"),
    [
        ({"origin": "http://127.0.0.1:8501", "host": "127.0.0.1:8501"}, True),
        ({"origin": "https://dashboard.example.go.th", "host": "dashboard.example.go.th"}, True),
        ({"origin": "https://dashboard.example.go.th", "host": "dashboard.example.go.th:443"}, True),
        ({"origin": "https://DASHBOARD.example.go.th", "host": "127.0.0.1:8501"}, True),
        ({"referer": "http://127.0.0.1:8501/strategy?lang=th", "host": "127.0.0.1:8501"}, True),
        ({"origin": "http://127.0.0.1:8502", "host": "127.0.0.1:8501"}, False),
        ({"origin": "https://evil.example", "host": "dashboard.example.go.th"}, False),
        (
            {"origin": "https://dashboard.example.go.th.evil.example", "host": "dashboard.example.go.th"},
            False,
        ),
        (
            {"origin": "https://dashboard.example.go.th@evil.example", "host": "dashboard.example.go.th"},
            False,
        ),
        ({"origin": "https://x@dashboard.example.go.th", "host": "dashboard.example.go.th"}, False),
        ({"origin": "https://evil.example", "referer": OURS, "host": "dashboard.example.go.th"}, False),
        ({"origin": "null", "host": "null"}, False),
        ({"origin": "null", "referer": OURS, "host": "dashboard.example.go.th"}, False),
        ({"origin": "file://", "host": ""}, False),
        ({"origin": "http://[broken", "host": "[broken"}, False),
        ({"origin": "http://", "host": ""}, False),
        ({"host": "dashboard.example.go.th"}, False),
        ({}, False),
    ],
)
def test_a_request_is_from_here_when_a_page_of_ours_made_it(headers: dict[str, str], is_ours: bool) -> None:
    assert is_from_here(Headers(headers), OURS) is is_ours


@pytest.mark.parametrize("origin", ["null", "", "http://"])
def test_where_nobody_has_said_by_which_address_it_is_reached_nothing_else_is(origin: str) -> None:
    assert not is_from_here(Headers({"origin": origin, "host": "127.0.0.1:8501"}), "")


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/strategy",
        "/kpi?kpi=K110&region=R6N&lang=en",
        "/?year=2562&period=M7&asof=2020-09-09T10:40%2B07:00",
    ],
)
def test_a_reader_is_sent_where_he_wanted_to_go(address: str) -> None:
    assert safe_address(address) == address


def test_thai_in_an_address_is_written_as_a_header_can_carry_it() -> None:
    assert safe_address("/kpi?kpi=ก") == "/kpi?kpi=%E0%B8%81"


@pytest.mark.parametrize(
    "address",
    [
        "",
        "strategy",
        "//evil.example",
        "///evil.example",
        "/\\evil.example",
        "\\/evil.example",
        "/\t/evil.example",
        "/\n/evil.example",
        "\t//evil.example",
        " //evil.example",
        "/x//evil.example",
        "/..//evil.example",
        "https://evil.example/",
        "https:evil.example",
        "javascript:alert(1)",
        "data:text/html,x",
        "/\x00",
        "/x\r\nSet-Cookie: a=b",
        "/" + "x" * 3_000,
        "/sign-in?next=/",
        "/sign-out",
        "/invitation/abc",
        "/_stcore/metrics",
        "/media/abc.xlsx",
        "//[broken",
    ],
)
def test_a_reader_is_never_sent_elsewhere(address: str) -> None:
    assert safe_address(address) == "/"


@given(st.text(alphabet=st.sampled_from("/\\.:@ \t\nhtps%2Fevilก#?=&"), max_size=24))
def test_wherever_he_is_sent_it_is_a_path_of_this_host(address: str) -> None:
    sent = safe_address(address)
    assert sent.startswith("/")
    assert not sent.startswith("//")
    assert sent.isascii()
    assert not set(sent) & set("\\ \t\n\r#")


@pytest.mark.parametrize(
    ("address", "language"),
    [
        ("/?lang=en", Language.ENGLISH),
        ("/kpi?kpi=K110&lang=th", Language.THAI),
        ("/", None),
        ("/?lang=xx", None),
    ],
)
def test_an_address_says_which_language_its_reader_speaks(address: str, language: Language | None) -> None:
    assert language_of(address) is language


def test_the_door_remembers_where_somebody_wanted_to_go_also_in_the_other_language() -> None:
    wanted = in_language("/kpi?kpi=K110&lang=th", Language.ENGLISH)
    assert wanted == "/kpi?kpi=K110&lang=en"
    assert (
        with_next("/sign-in", wanted, Language.ENGLISH)
        == "/sign-in?next=%2Fkpi%3Fkpi%3DK110%26lang%3Den&lang=en"
    )
    assert with_next("/sign-in", "/") == "/sign-in"
