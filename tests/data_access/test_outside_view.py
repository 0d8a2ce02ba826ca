"""A view of another database is read for one department and period, never written, and never for long."""

import time
from dataclasses import replace
from decimal import Decimal
from functools import partial
from math import inf, isnan
from pathlib import Path
from traceback import format_exception

import pytest
from sqlalchemy.exc import DBAPIError

from data_access.outside_engine import ViewRefused, opened_outside
from data_access.outside_view import ViewAddress, ViewLimits, list_view_rows
from domain.view_row import ViewRow
from tests.builders import KEEPER, OTHER_KEEPER, YEAR
from tests.outside import VIEW, Row, another_database, one_row, say

read = partial(list_view_rows, department=KEEPER, year=YEAR, month=6)
SHORT = ViewLimits(seconds=1.0)
FOR_EVER = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n"


def of(department: str | None, year: int | None = 2563, month: int | None = 6, *, kpi: str = "K1") -> Row:
    return (kpi, None, 5.0, None, None, year, month, department)


# --- which rows -----------------------------------------------------------------------------------------------------


def test_the_rows_of_the_department_and_period_are_read_and_no_others(bare_url: str) -> None:
    address = another_database(
        bare_url,
        ("K2", "50", 12.5, 40.0, "ตัวเลขเบื้องต้น", 2563, 6, KEEPER),
        ("K1", None, 1_250.0, None, None, 2563, 6, KEEPER),
        of(KEEPER, month=3),
        of(KEEPER, year=2562),
        of(OTHER_KEEPER),
    )
    assert read(address) == [
        ViewRow(kpi="K1", numerator=1_250),
        ViewRow(kpi="K2", province="50", numerator=12.5, denominator=40, note="ตัวเลขเบื้องต้น"),
    ]


def test_the_year_may_be_of_either_era(bare_url: str) -> None:
    address = another_database(bare_url, of(KEEPER, 2563), of(KEEPER, 2020, kpi="K2"))
    assert [row.kpi for row in read(address)] == ["K1", "K2"]


def test_a_row_that_does_not_say_whose_it_is_comes_marked(bare_url: str) -> None:
    address = another_database(
        bare_url,
        of(None, kpi="A"),
        of(KEEPER, None, kpi="B"),
        of(KEEPER, month=None, kpi="C"),
        of(OTHER_KEEPER, None, kpi="D"),
        of(None, month=3, kpi="E"),
    )
    assert [(row.kpi, row.is_placed) for row in read(address)] == [("A", False), ("B", False), ("C", False)]


def test_without_a_column_of_departments_every_row_is_the_departments(bare_url: str) -> None:
    assert [row.numerator for row in read(one_row(bare_url))] == [5]


def test_periods_kept_as_words_and_columns_in_capitals_are_understood(bare_url: str) -> None:
    say(
        bare_url,
        "CREATE VIEW returns AS SELECT 'K1' AS \"KPI\", 50 AS province, 5 AS numerator, NULL AS denominator, "
        "NULL AS note, '2563' AS fiscal_year, ' 6 ' AS month, 'DOP ' AS \"Department\"",
    )
    assert read(ViewAddress(url=bare_url, name=VIEW)) == [ViewRow(kpi="K1", province="50", numerator=5)]


# --- which view -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name",
    ["figures", "Returns", "nobody.returns", "returns; DROP TABLE figures", 'returns" --', ".", "x.y.z"],
)
def test_only_a_view_that_the_database_lists_is_read(bare_url: str, name: str) -> None:
    address = another_database(bare_url, of(KEEPER))
    with pytest.raises(ViewRefused) as refused:
        read(replace(address, name=name))
    assert refused.value.code == "view_unknown"
    assert len(read(address)) == 1


def test_a_view_is_read_whatever_it_is_called(bare_url: str) -> None:
    assert len(read(one_row(bare_url, view='r"; DROP TABLE figures; --'))) == 1


def test_a_view_may_be_named_with_its_schema(bare_url: str) -> None:
    one_row(bare_url)
    schema = "main" if bare_url.startswith("sqlite") else "public"
    assert len(read(ViewAddress(url=bare_url, name=f"{schema}.{VIEW}"))) == 1


@pytest.mark.postgres
def test_a_materialised_view_of_another_schema_serves_too(bare_postgres_url: str) -> None:
    one_row(bare_postgres_url)
    say(
        bare_postgres_url,
        "CREATE SCHEMA given",
        "CREATE MATERIALIZED VIEW given.kept AS SELECT * FROM returns",
    )
    assert len(read(ViewAddress(url=bare_postgres_url, name="given.kept"))) == 1


def test_a_missing_column_is_named(bare_url: str) -> None:
    with pytest.raises(
        ViewRefused, match=r"lacks the columns denominator, month\. A view for returns has kpi"
    ):
        read(one_row(bare_url, denominator="", month=""))


# --- hostile values -------------------------------------------------------------------------------------------------


@pytest.mark.postgres
@pytest.mark.parametrize("kind", ["double precision", "numeric"])
def test_what_postgresql_calls_no_number_arrives_as_it_is(bare_postgres_url: str, kind: str) -> None:
    address = one_row(bare_postgres_url, numerator=f"'NaN'::{kind}", denominator=f"'Infinity'::{kind}")
    (row,) = read(address)
    assert isinstance(row.numerator, float | Decimal)
    assert isnan(row.numerator)
    assert row.denominator == inf


@pytest.mark.postgres
@pytest.mark.parametrize(
    ("value", "arrives"),
    [("true", "true"), ("'๑๒'::text", "๑๒"), ("'[1]'::json", "[1]"), ("repeat('9', 500)", "9" * 60)],
)
def test_what_is_of_no_numbers_type_arrives_as_few_words(
    bare_postgres_url: str, value: str, arrives: str
) -> None:
    assert [row.numerator for row in read(one_row(bare_postgres_url, numerator=value))] == [arrives]


def test_words_in_a_column_of_numbers_arrive_as_words(bare_sqlite_url: str) -> None:
    address = another_database(
        bare_sqlite_url,
        ("K1", None, "หลายคน", None, None, 2563, 6, KEEPER),
        ("K2", None, "x" * 5_000, None, "n" * 5_000, 2563, 6, KEEPER),
        ("K3", None, inf, None, None, 2563, 6, KEEPER),
    )
    first, second, third = read(address)
    assert (first.numerator, third.numerator) == ("หลายคน", inf)
    assert (second.numerator, len(second.note)) == ("x" * 60, 2_001)


def test_a_value_that_would_fill_the_memory_ends_the_reading(bare_sqlite_url: str) -> None:
    with pytest.raises(ViewRefused, match="SQLITE_TOOBIG"):
        read(one_row(bare_sqlite_url, note="zeroblob(900000000)"))


def test_a_view_that_fails_is_refused_with_the_databases_code_alone(
    bare_url: str, caplog: pytest.LogCaptureFixture
) -> None:
    fails = "abs(-9223372036854775808)" if bare_url.startswith("sqlite") else "1 / (4 - length('four'))"
    code = "SQLITE_ERROR" if bare_url.startswith("sqlite") else "22012"
    with pytest.raises(ViewRefused, match=f"the other database answers {code}"):
        read(one_row(bare_url, numerator=fails))
    assert caplog.messages == [f"the view of the other database cannot be read: {code}"]


# --- limits ---------------------------------------------------------------------------------------------------------


def test_more_rows_than_a_return_has_are_refused(bare_url: str) -> None:
    address = another_database(bare_url, *(of(KEEPER, kpi=f"K{number}") for number in range(3)))
    assert len(read(address, limits=ViewLimits(rows=3))) == 3
    with pytest.raises(ViewRefused, match="more than 2 rows"):
        read(address, limits=ViewLimits(rows=2))


def test_a_view_that_takes_its_time_is_not_waited_for(bare_url: str) -> None:
    sleeps = f"({FOR_EVER})" if bare_url.startswith("sqlite") else "(SELECT 1 FROM pg_sleep(30))"
    address = one_row(bare_url, numerator=sleeps)
    began = time.monotonic()
    with pytest.raises(ViewRefused) as refused:
        read(address, limits=SHORT)
    assert refused.value.code == "view_too_slow"
    assert time.monotonic() - began < 10


def test_usually_twenty_thousand_rows_and_twenty_seconds_are_allowed() -> None:
    assert ViewLimits() == ViewLimits(rows=20_000, seconds=20)


# --- reading only ---------------------------------------------------------------------------------------------------


def test_nothing_can_be_written_through_the_door(bare_url: str) -> None:
    address = another_database(bare_url, of(KEEPER))
    with (
        opened_outside(address.url, time.monotonic() + 9) as connection,
        pytest.raises(DBAPIError, match=r"read-only|readonly"),
    ):
        connection.exec_driver_sql("DELETE FROM figures")
    assert len(read(address)) == 1


@pytest.mark.postgres
def test_a_view_that_would_write_is_refused(bare_postgres_url: str) -> None:
    another_database(bare_postgres_url, of(KEEPER))
    say(
        bare_postgres_url,
        "CREATE FUNCTION forget() RETURNS int LANGUAGE plpgsql AS "
        "'BEGIN PERFORM set_config(''default_transaction_read_only'', ''off'', false); DELETE FROM figures; RETURN 1; END'",
    )
    with pytest.raises(ViewRefused, match="25006"):
        read(one_row(bare_postgres_url, view="writes", numerator="forget()"))
    assert len(read(ViewAddress(url=bare_postgres_url, name=VIEW))) == 1


@pytest.mark.postgres
def test_an_address_cannot_take_the_protection_away(bare_postgres_url: str) -> None:
    another_database(bare_postgres_url, of(KEEPER))
    url = f"{bare_postgres_url}&options=-c%20default_transaction_read_only%3Doff%20-c%20search_path%3Dpublic"
    with (
        opened_outside(url, time.monotonic() + 9) as connection,
        pytest.raises(DBAPIError, match="read-only"),
    ):
        connection.exec_driver_sql("DELETE FROM figures")


def test_a_file_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(ViewRefused, match="SQLITE_CANTOPEN"):
        read(ViewAddress(url=f"sqlite:///{tmp_path / 'none.db'}", name=VIEW))
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "notes.db"
    file.write_text("no database at all" * 100, encoding="utf-8")
    with pytest.raises(ViewRefused, match="SQLITE_NOTADB"):
        read(ViewAddress(url=f"sqlite:///{file}", name=VIEW))


# --- the password ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://reader:ge%40heim@/figures?host=/nowhere",
        "postgresql://reader:geheim@127.0.0.1:1/figures",
        "postgresql://reader:ge@heim@h:geheim/figures",
        "postgresql://reader@/figures?host=/nowhere&passwort=geheim",
        "postgresql://reader@/figures?host=/nowhere&port=geheim",
        "mysql://reader:geheim@host/figures",
        "geheim",
    ],
)
def test_of_an_address_nothing_is_told(url: str, caplog: pytest.LogCaptureFixture) -> None:
    address = ViewAddress(url=url, name=VIEW)
    with pytest.raises(ViewRefused) as refused:
        read(address)
    trace = "".join(format_exception(refused.value))
    assert "heim" not in f"{refused.value} {refused.value.values} {address} {caplog.text} {trace}"


@pytest.mark.parametrize("url", ["", "sqlite://", "sqlite:///:memory:", "oracle://h/d"])
def test_what_is_no_address_of_such_a_database_is_refused(url: str) -> None:
    with pytest.raises(ViewRefused, match="no address of a database that can be read"):
        read(ViewAddress(url=url, name=VIEW))
