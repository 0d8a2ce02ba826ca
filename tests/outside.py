"""A database of somebody else, in which a view holds figures."""

from collections.abc import Sequence

from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

from data_access.outside_view import ViewAddress

VIEW = "returns"
TABLE = """CREATE TABLE figures (
    kpi TEXT, province TEXT, numerator DOUBLE PRECISION, denominator DOUBLE PRECISION, note TEXT,
    fiscal_year INTEGER, month INTEGER, department TEXT, kept_by TEXT)"""
Value = str | float | None
# kpi, province, numerator, denominator, note, fiscal_year, month, department
Row = tuple[Value, ...]


def say(url: str, *statements: str, rows: Sequence[Row] = ()) -> None:
    """Do something in the other database, as whoever looks after it does; `rows` go into its table of figures."""
    engine = create_engine(url, poolclass=NullPool)
    mark = "?" if engine.dialect.name == "sqlite" else "%s"
    insert = f"INSERT INTO figures VALUES ({', '.join([mark] * 9)})"
    with engine.begin() as connection:
        for statement in statements:
            connection.exec_driver_sql(statement)
        for row in rows:
            connection.exec_driver_sql(insert, (*row, *[None] * (8 - len(row)), "somebody"))


def another_database(url: str, *rows: Row) -> ViewAddress:
    """A database with a table of figures and a view of all of them, which also has a column that nobody asks for."""
    say(url, TABLE, f"CREATE VIEW {VIEW} AS SELECT * FROM figures", rows=rows)
    return ViewAddress(url=url, name=VIEW)


def one_row(url: str, *, view: str = VIEW, tail: str = "", **columns: str) -> ViewAddress:
    """A view of one row whose columns are these pieces of SQL; those of the second quarter of 2563 unless said."""
    usual = {
        "kpi": "'K1'",
        "province": "NULL",
        "numerator": "5",
        "denominator": "NULL",
        "note": "NULL",
        "fiscal_year": "2563",
        "month": "6",
    }
    chosen = ", ".join(f"{value} AS {name}" for name, value in {**usual, **columns}.items() if value)
    quoted = view.replace('"', '""')
    say(url, f'CREATE VIEW "{quoted}" AS SELECT {chosen} {tail}')
    return ViewAddress(url=url, name=view)
