"""A draft from a view of another database, at the command line."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from tests.command_line.desk import SECOND, Desk
from tests.outside import Row, another_database


def looking_at(desk: Desk, url: str, **settings: str) -> Desk:
    return replace(desk, settings={**desk.settings, "RETURN_VIEW_URL": url, **settings})


def rows_of(figures: Mapping[str, float | str]) -> list[Row]:
    return [("N1", place, value, None, None, 2563, 6, "D1") for place, value in figures.items()]


def with_view(desk: Desk, figures: Mapping[str, float | str] = SECOND) -> Desk:
    """A desk with another SQLite database beside it."""
    url = f"sqlite:///{desk.folder / 'other.db'}"
    another_database(url, *rows_of(figures))
    return looking_at(desk, url, RETURN_VIEW="returns")


def test_the_rows_of_a_view_become_a_draft_that_nobody_sees_yet(planned: Desk) -> None:
    desk = with_view(planned)
    said = desk.does("draft-from-view", "D1", "2563-Q2", "--language", "en")
    assert "view-returns-2563-Q2.xlsx: kept as a draft, version 1.\n" in said
    assert desk.figures()["kpi N1"]["actual"] is None
    assert '"view":"returns"' in desk.does("export-audit", "--deed", "draft_return", "--json").replace(
        "\\", ""
    )


@pytest.mark.postgres
def test_a_view_on_postgresql_is_named_with_its_schema(planned: Desk, bare_postgres_url: str) -> None:
    another_database(bare_postgres_url, *rows_of(SECOND))
    desk = looking_at(planned, bare_postgres_url, RETURN_VIEW="no such view")
    answer = desk.answers("draft-from-view", "D1", "2563-Q2", "--view", "public.returns")
    assert answer["files"] == [
        {"file": "view-public.returns-2563-Q2.xlsx", "loaded": True, "version": 1, "state": "draft"}
    ]


def test_every_row_that_cannot_be_taken_is_named_and_nothing_is_kept(planned: Desk) -> None:
    desk = with_view(planned, {"P1": "หลายหลัง", "P2": 90, "P9": 1})
    refused = desk.manage("draft-from-view", "D1", "2563-Q2", "--language", "en")
    assert refused.exit_code == 1
    assert [line.partition(":")[0] for line in refused.stdout.splitlines()] == [
        "view-returns-2563-Q2.xlsx    [block] view_place_unknown",
        "view-returns-2563-Q2.xlsx    [block] view_figure_unreadable",
        "view-returns-2563-Q2.xlsx",
    ]
    assert "Row N1 / P1 of the view: “หลายหลัง” in the column numerator" in refused.stdout
    assert refused.stdout.endswith("not loaded.\n")


def test_a_draft_that_cannot_be_sent_yet_says_so(planned: Desk) -> None:
    url = f"sqlite:///{planned.folder / 'other.db'}"
    another_database(url, ("R1", "P1", 30.0, None, None, 2563, 6, "D2"))
    desk = looking_at(planned, url, RETURN_VIEW="returns")
    said = desk.does("draft-from-view", "D2", "2563-Q2", "--language", "en").splitlines()
    assert said[-2:] == [
        "view-returns-2563-Q2.xlsx: kept as a draft, version 1.",
        "To be mended before it can be sent: 1.",
    ]


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"RETURN_VIEW": "returns"}, "The setting RETURN_VIEW_URL is not made."),
        ({"RETURN_VIEW_URL": "sqlite:///x.db"}, "The setting RETURN_VIEW is not made."),
    ],
)
def test_a_setting_that_is_not_made_is_named(planned: Desk, settings: dict[str, str], said: str) -> None:
    without = {"RETURN_VIEW_URL": None, "RETURN_VIEW": None}
    desk = replace(planned, settings={**planned.settings, **without, **settings})
    refused = desk.manage("draft-from-view", "D1", "2563-Q2", "--language", "en")
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert refused.stderr.startswith(said)


@pytest.mark.parametrize(
    "url", ["postgresql://reader:geheim@/figures?host=/nowhere", "postgresql://reader:geheim@h:geheim/f"]
)
def test_the_password_is_never_said(planned: Desk, url: str, caplog: pytest.LogCaptureFixture) -> None:
    refused = looking_at(planned, url, RETURN_VIEW="returns").manage("draft-from-view", "D1", "2563-Q2")
    assert refused.exit_code == 2
    assert "RETURN_VIEW_URL" in refused.stderr
    kept = b"".join(path.read_bytes() for path in Path(planned.folder).rglob("*") if path.is_file())
    assert "geheim" not in refused.output + refused.stderr + caplog.text
    assert b"geheim" not in kept
