"""What an installation says about its door."""

import pytest

from access.door_settings import DoorSettings, check_whole_host, load_door_settings
from domain.failures import Refusal


def test_without_a_word_there_is_no_tls_and_room_for_a_ministry() -> None:
    assert load_door_settings({}) == DoorSettings(url="", sockets_of_one=20, sockets_of_all=1_000)
    assert not load_door_settings({}).is_secure


def test_an_installation_says_where_it_is_reached_and_how_many_may_come() -> None:
    told = {
        "DASHBOARD_URL": "https://Dashboard.example.go.th/",
        "DASHBOARD_SOCKETS_OF_ONE": "3",
        "DASHBOARD_SOCKETS_OF_ALL": "50",
    }
    settings = load_door_settings(told)
    assert settings == DoorSettings(
        url="https://dashboard.example.go.th", sockets_of_one=3, sockets_of_all=50
    )
    assert settings.is_secure


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("DASHBOARD_URL", "dashboard.example.go.th"),
        ("DASHBOARD_URL", "ftp://dashboard.example.go.th"),
        ("DASHBOARD_URL", "https://"),
        ("DASHBOARD_URL", "https://example.go.th/dashboard"),
        ("DASHBOARD_SOCKETS_OF_ONE", "0"),
        ("DASHBOARD_SOCKETS_OF_ALL", "many"),
        ("DASHBOARD_SOCKETS_OF_ALL", "-1"),
    ],
)
def test_what_cannot_be_used_is_refused_by_its_name(name: str, said: str) -> None:
    with pytest.raises(Refusal, match=name):
        load_door_settings({name: said})


def test_the_dashboard_does_not_start_below_a_path_where_the_gate_would_not_know_what_is_closed() -> None:
    for base in ("", "/"):
        check_whole_host(base)
    with pytest.raises(Refusal, match=r"server\.baseUrlPath"):
        check_whole_host("/dash")
