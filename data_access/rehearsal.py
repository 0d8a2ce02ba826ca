"""What the kept sums would be if a return were published: made by the very same SQL, in a database of its own that is
thrown away. Nothing is written where anybody looks, and nobody waits.
"""

from collections.abc import Sequence
from datetime import UTC, datetime

from sqlalchemy import Connection, create_engine, insert, select
from sqlalchemy.pool import StaticPool
from sqlalchemy.schema import CreateTable

from data_access.restated import list_restated_places
from data_access.schema import memberships, observations, sums
from data_access.submissions import list_reported_kpis
from data_access.sums import SumsRow, list_sums, renew_sums
from domain.kpi import Kpi
from domain.kpi_return import KpiReturn

EVERYWHERE, LOOKED_UP_BY = "", "ix_observations_current_kpi"
# A year of a department is tens of thousands of rows: they go as the driver takes them, with what sums are made of only.
TAKE_IN = """
    INSERT INTO observations (
        kpi, fiscal_year, month, department, province, numerator, denominator, restated,
        submission_id, frequency, note, sheet, cell, published_at
    ) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0, '', '', '', '', '2000-01-01 00:00:00.000000')
"""


def rehearse_sums(connection: Connection, kpis: Sequence[Kpi], answered: KpiReturn) -> list[SumsRow]:
    """The sums of that fiscal year, everywhere, as they would stand after the return."""
    touched = list_reported_kpis(connection, answered.department, answered.year, answered.month)
    touched |= {row.kpi for row in answered.observations}
    now = list_sums(connection, years=[answered.year])
    stays = [row for row in now if not _is_renewed(row, answered, touched)]
    return [*stays, *_renewed(connection, [kpi for kpi in kpis if kpi.code in touched], answered)]


def _is_renewed(row: SumsRow, answered: KpiReturn, touched: set[str]) -> bool:
    return row.department == answered.department and row.month >= answered.month and row.kpi in touched


def _renewed(connection: Connection, kpis: Sequence[Kpi], answered: KpiReturn) -> list[SumsRow]:
    """The sums from the return's month on, made anew from its answer and what else its department reported."""
    engine = create_engine("sqlite://", poolclass=StaticPool)
    try:
        with engine.begin() as stage:
            for table in (memberships, observations, sums):
                stage.execute(CreateTable(table))  # without its indexes: most would cost more than they spare
            _copy(connection, stage, [kpi.code for kpi in kpis], answered)
            next(index for index in observations.indexes if index.name == LOOKED_UP_BY).create(stage)
            renew_sums(stage, kpis, published_at=datetime.now(UTC), from_month=answered.month)
            return list_sums(stage, years=[answered.year])
    finally:
        engine.dispose()


def _copy(connection: Connection, stage: Connection, kpis: Sequence[str], answered: KpiReturn) -> None:
    everywhere = select(memberships).where(memberships.c.region == EVERYWHERE)
    places = connection.execute(everywhere).mappings().all()
    if places:
        stage.execute(insert(memberships), [dict(row) for row in places])
    o = observations.c
    others = select(
        o.kpi, o.fiscal_year, o.month, o.department, o.province, o.numerator, o.denominator, o.restated
    ).where(
        o.superseded_at.is_(None),
        o.kpi.in_(kpis),
        o.fiscal_year == answered.year,
        o.department == answered.department,
        o.month != answered.month,
    )
    key = (answered.year, answered.month, answered.department)
    restated = list_restated_places(connection, answered, datetime.now(UTC))
    rows: list[tuple[object, ...]] = list(map(tuple, connection.execute(others)))
    rows += [
        (
            row.kpi,
            *key,
            row.province,
            row.numerator,
            row.denominator,
            int((row.kpi, row.province) in restated),
        )
        for row in answered.observations
    ]
    if rows:
        stage.exec_driver_sql(TAKE_IN, rows)
