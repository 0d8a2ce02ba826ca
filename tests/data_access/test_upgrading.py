"""A database is brought to this version's tables, or left alone with a sentence that says why."""

import threading

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect, text

from data_access.audit import load_head
from data_access.database import Database, open_database
from data_access.moment import load_data_version, load_last_instant
from data_access.observations import list_provenance, list_restated_periods
from data_access.people import list_accounts
from data_access.plans import load_plan_version
from data_access.schema_of_returns import versions
from data_access.sessions import load_zone
from data_access.sums import list_sums
from data_access.upgrading import DatabaseRefused, upgrade_database
from domain.audit import Head
from domain.fiscal import FiscalCalendar
from tests.builders import YEAR, a_kpi, a_level, a_plan
from tests.data_access.builders import a_database, an_answer, at, keep_plan, publish, seen

metadata = versions.metadata


def test_a_new_database_has_the_tables_of_the_schema_and_nothing_else(database: Database) -> None:
    tables = seen(database, lambda c: set(inspect(c).get_table_names()))
    assert tables == {*metadata.tables, "alembic_version"}


def test_the_migrations_and_the_schema_say_the_same(database: Database) -> None:
    with database.reading() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "compare_server_default": True}
        )
        assert compare_metadata(context, metadata) == []


def test_the_names_of_indexes_and_keys_are_those_of_the_schema(database: Database) -> None:
    with database.reading() as connection:
        found = {
            (name, index["name"], index["unique"] in (True, 1))
            for name in metadata.tables
            for index in inspect(connection).get_indexes(name)
            if "duplicates_constraint" not in index
        }
    said = {(t.name, index.name, bool(index.unique)) for t in metadata.tables.values() for index in t.indexes}
    assert found == said


def test_a_new_database_has_published_nothing(database: Database) -> None:
    assert seen(database, load_data_version) == 0
    assert seen(database, load_last_instant) is None


def test_upgrading_twice_changes_nothing(database: Database) -> None:
    published = keep_plan(database, a_plan())
    upgrade_database(database)
    assert seen(database, load_data_version) == 1
    assert seen(database, load_last_instant) == published
    assert seen(database, lambda c: c.execute(text("SELECT count(*) FROM state")).scalar_one()) == 1


def test_a_database_of_a_newer_version_is_refused_and_left_as_it_is(database: Database) -> None:
    with database.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(DatabaseRefused, match=r"newer version of this program \(step 9999\)") as refused:
        upgrade_database(database)
    assert refused.value.code == "database_newer"
    assert refused.value.values == {"step": "9999"}
    step = text("SELECT version_num FROM alembic_version")
    assert seen(database, lambda c: c.execute(step).scalar_one()) == "9999"


def test_several_starting_at_once_find_one_set_of_tables(bare_url: str) -> None:
    """As when several copies of the program start together on a new database."""
    start, faults = threading.Barrier(3), list[BaseException]()

    def begin() -> None:
        start.wait()
        try:
            a_database(bare_url).close()
        except BaseException as fault:  # noqa: BLE001 - whatever it is, the test must tell
            faults.append(fault)

    threads = [threading.Thread(target=begin) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    opened = open_database(bare_url)
    assert seen(opened, load_data_version) == 0
    opened.close()


def back_to(database: Database, step: str) -> None:
    """Take away what the steps after this one have brought, as if the database had never seen them."""
    later = [
        "cell_reasons",
        "evidence",
        "explanations",
        "closings",
        "reopenings",
        "mappings",
        "reminder_mails",
        "return_versions",
    ]
    newer = [*later, "audit_log", "audit_head", "grants", "identities", "invitations", "sessions"]
    statements = [f"DROP TABLE {name}" for name in (*newer, "people", "sign_in_failures", "sign_in_flows")]
    statements += ["ALTER TABLE plan_versions DROP COLUMN zone"]
    statements += [f"ALTER TABLE {name} DROP COLUMN restated" for name in ("observations", "sums")]
    if database.engine.dialect.name == "postgresql":
        statements += ["DROP FUNCTION refuse_to_change_the_audit_log"]
    if step == "0001":
        statements += ["DROP INDEX ix_observations_submission_id"]
    with database.writing() as connection:
        for statement in (*statements, f"UPDATE alembic_version SET version_num = '{step}'"):
            connection.execute(text(statement))


@pytest.mark.parametrize("step", ["0001", "0002"])
def test_a_database_of_a_version_before_keeps_what_it_holds_and_gets_what_is_new(
    bare_url: str, step: str
) -> None:
    """The first step knew no index of a submission's observations, the second no people and no audit log."""
    database = a_database(bare_url)
    plan = a_plan(a_kpi("K1"), calendar=FiscalCalendar(zone="Asia/Tokyo"))
    keep_plan(database, plan)
    publish(database, plan, an_answer(3, {("K1", "50"): 12}), at(10))
    back_to(database, step)
    upgrade_database(database)
    (row,) = seen(database, lambda c: list_provenance(c, "K1", year=YEAR, until=3, province="50"))
    assert row.numerator == 12
    indexes = seen(database, lambda c: {index["name"] for index in inspect(c).get_indexes("observations")})
    assert "ix_observations_submission_id" in indexes
    assert seen(database, lambda c: load_plan_version(c, 1)).plan == plan
    assert seen(database, load_zone) == "Asia/Tokyo"
    assert (seen(database, load_head), seen(database, list_accounts)) == (Head(), [])
    database.close()


def test_what_was_restated_before_is_marked_in_a_database_of_a_version_before(database_url: str) -> None:
    """K1 adds up over the year, of K2 only the latest figure counts; the first quarter of both was corrected."""
    database = a_database(database_url)
    plan = a_plan(a_kpi("K1"), a_level("K2"))
    keep_plan(database, plan)
    for day, month, value in ((10, 3, 1.0), (20, 3, 2.0), (30, 6, 5.0)):
        publish(database, plan, an_answer(month, {("K1", "50"): value, ("K2", "50"): value}), at(day))

    def marks() -> list[tuple[str, int, str, int]]:
        rows = seen(database, lambda c: list_sums(c, years=[YEAR], regions=("", "NORTH", "SOUTH")))
        return sorted((row.kpi, row.month, row.place, row.sums.restated) for row in rows)

    wanted = [("K1", 3, 1), ("K1", 6, 1), ("K2", 3, 1), ("K2", 6, 0)]
    assert marks() == [(k, m, place, marked) for k, m, marked in wanted for place in ("", "NORTH")]
    kept = marks()
    back_to(database, "0002")
    upgrade_database(database)
    assert marks() == kept
    restated = seen(database, lambda c: list_restated_periods(c, "K1", years=[YEAR]))
    assert restated == {(YEAR, 3)}
    assert seen(database, lambda c: list_restated_periods(c, "K1", years=[YEAR], as_of=at(15))) == set()
    database.close()
