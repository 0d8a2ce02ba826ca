"""Submissions: what a department sent for a closing month, every version of it, and its observations."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, Table, and_, insert, select, update

from data_access.moment import stands
from data_access.restated import list_restated_places
from data_access.schema import budget_reports, milestone_reports, observations, submissions
from data_access.schema_of_returns import explanations
from domain.fiscal import Frequency, Period
from domain.kpi_return import BudgetReport, Cell, Explanation, KpiReturn, MilestoneReport, Observation


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission:
    """One version of a department's return for a closing month, and who answers for it."""

    id: int
    department: str
    year: int
    month: int
    version: int
    plan_number: int
    file_sha256: str
    file_name: str
    sent_by: str
    sent_at: datetime
    approved_by: str
    published_at: datetime
    superseded_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sending:
    """What is known of a return when it is published. `version` is its number among the department's for the month."""

    version: int
    plan_number: int
    file_sha256: str
    file_name: str
    sent_by: str
    sent_at: datetime
    approved_by: str


def save_submission(
    connection: Connection, answered: KpiReturn, sending: Sending, *, published_at: datetime
) -> None:
    """Publish a return: its rows stand from that instant, those of its earlier version no longer do."""
    where = (answered.department, answered.year, answered.month)
    restated = list_restated_places(connection, answered, published_at)
    for table in (submissions, observations, milestone_reports, budget_reports, explanations):
        _supersede(connection, table, *where, published_at)
    key = {"department": answered.department, "fiscal_year": answered.year, "month": answered.month}
    values = {**key, **asdict(sending), "published_at": published_at}
    number = connection.execute(insert(submissions).values(values).returning(submissions.c.id)).scalar_one()
    common = {**key, "submission_id": number, "published_at": published_at}
    for table, rows in _rows(answered, restated).items():
        if rows:
            connection.execute(insert(table), [{**row, **common} for row in rows])


def _rows(answered: KpiReturn, restated: Collection[tuple[str, str]]) -> dict[Table, list[dict[str, Any]]]:
    """What a return answered, by the table that keeps it."""
    return {
        observations: _observation_rows(answered, restated),
        milestone_reports: [
            {"milestone": r.milestone, "complete": r.complete, "note": r.note, **asdict(r.at)}
            for r in answered.milestones
        ],
        budget_reports: [
            {"flagship": r.flagship, "committed": r.committed, "disbursed": r.disbursed, **asdict(r.at)}
            for r in answered.budgets
        ],
        explanations: [
            {
                "kpi": r.kpi,
                "cause": r.cause,
                "action": r.action,
                "by_day": r.by,
                "support": r.support,
                **asdict(r.at),
            }
            for r in answered.explanations
        ],
    }


def _observation_rows(answered: KpiReturn, restated: Collection[tuple[str, str]]) -> list[dict[str, Any]]:
    """The observations of a return as their table keeps them, without what is common to all of them."""
    return [
        {
            "kpi": row.kpi,
            "frequency": row.period.frequency.value,
            "province": row.province,
            "numerator": row.numerator,
            "denominator": row.denominator,
            "note": row.note,
            "restated": int((row.kpi, row.province) in restated),
            **asdict(row.at),
        }
        for row in answered.observations
    ]


def _supersede(
    connection: Connection, table: Table, department: str, year: int, month: int, instant: datetime
) -> None:
    c = table.c
    same = and_(
        c.department == department, c.fiscal_year == year, c.month == month, c.superseded_at.is_(None)
    )
    connection.execute(update(table).where(same).values(superseded_at=instant))


def list_reported_kpis(connection: Connection, department: str, year: int, month: int) -> set[str]:
    """The KPIs of which a department's return for a closing month stands with figures."""
    o = observations.c
    query = select(o.kpi).distinct()
    query = query.where(o.department == department, o.fiscal_year == year, o.month == month)
    return set(connection.execute(query.where(o.superseded_at.is_(None))).scalars())


def list_submissions(
    connection: Connection,
    *,
    years: Sequence[int],
    department: str | None = None,
    as_of: datetime | None = None,
    all_versions: bool = False,
) -> list[Submission]:
    """The submissions of those fiscal years that stood at an instant, or every version until then."""
    s = submissions.c
    query = select(submissions).where(s.fiscal_year.in_(years)).order_by(s.published_at)
    if department is not None:
        query = query.where(s.department == department)
    if not all_versions:
        query = query.where(stands(submissions, as_of))
    elif as_of is not None:
        query = query.where(s.published_at <= as_of)
    return [_as_submission(row) for row in connection.execute(query).mappings()]


def find_standing(connection: Connection, department: str, year: int, month: int) -> Submission | None:
    """The submission that stands for a department's closing month; None where nothing was sent."""
    s = submissions.c
    query = select(submissions).where(s.department == department, s.fiscal_year == year, s.month == month)
    row = connection.execute(query.where(s.superseded_at.is_(None))).mappings().first()
    return _as_submission(row) if row else None


def find_submission(connection: Connection, number: int) -> Submission | None:
    """The published submission with that number, or None."""
    row = connection.execute(select(submissions).where(submissions.c.id == number)).mappings().first()
    return _as_submission(row) if row else None


def list_instants(connection: Connection) -> list[datetime]:
    """Every instant at which a return was published."""
    return list(connection.execute(select(submissions.c.published_at).distinct()).scalars())


def find_latest_period(connection: Connection, as_of: datetime | None) -> tuple[int, int] | None:
    """The last (fiscal year, closing month) for which anything stands; None in an empty database."""
    s = submissions.c
    query = select(s.fiscal_year, s.month).where(stands(submissions, as_of))
    row = connection.execute(query.order_by(s.fiscal_year.desc(), s.month.desc()).limit(1)).first()
    return (row.fiscal_year, row.month) if row else None


def _as_submission(row: Any) -> Submission:
    values = {key: value for key, value in row.items() if key != "fiscal_year"}
    return Submission(year=row["fiscal_year"], **values)


def find_published(connection: Connection, department: str, year: int, month: int) -> KpiReturn | None:
    """What stands as a department's answer for a closing month; None where nothing does."""
    standing = find_standing(connection, department, year, month)
    return None if standing is None else load_answer(connection, standing)


def load_answer(connection: Connection, submission: Submission) -> KpiReturn:
    """What a submission published."""
    number, place = submission.id, (submission.department, submission.year, submission.month)
    return KpiReturn(
        department=place[0],
        year=place[1],
        month=place[2],
        plan_number=submission.plan_number,
        observations=tuple(_published_observations(connection, number)),
        milestones=tuple(_published_milestones(connection, number)),
        budgets=tuple(_published_budgets(connection, number)),
        explanations=tuple(_published_explanations(connection, number)),
    )


def _published_observations(connection: Connection, number: int) -> Iterator[Observation]:
    o = observations.c
    query = select(observations).where(o.submission_id == number).order_by(o.id)
    for row in connection.execute(query):
        yield Observation(
            kpi=row.kpi,
            period=Period(year=row.fiscal_year, month=row.month, frequency=Frequency(row.frequency)),
            department=row.department,
            province=row.province,
            numerator=row.numerator,
            denominator=row.denominator,
            at=Cell(sheet=row.sheet, cell=row.cell),
            note=row.note,
        )


def _published_milestones(connection: Connection, number: int) -> Iterator[MilestoneReport]:
    c = milestone_reports.c
    for row in connection.execute(select(milestone_reports).where(c.submission_id == number).order_by(c.id)):
        at = Cell(sheet=row.sheet, cell=row.cell)
        yield MilestoneReport(milestone=row.milestone, complete=row.complete, note=row.note, at=at)


def _published_budgets(connection: Connection, number: int) -> Iterator[BudgetReport]:
    c = budget_reports.c
    for row in connection.execute(select(budget_reports).where(c.submission_id == number).order_by(c.id)):
        at = Cell(sheet=row.sheet, cell=row.cell)
        yield BudgetReport(flagship=row.flagship, committed=row.committed, disbursed=row.disbursed, at=at)


def _published_explanations(connection: Connection, number: int) -> Iterator[Explanation]:
    c = explanations.c
    query = select(explanations).where(c.submission_id == number).order_by(c.id)
    return (_as_explanation(row) for row in connection.execute(query).mappings())


def list_explanations(
    connection: Connection, kpi: str, *, year: int, until: int, as_of: datetime | None = None
) -> list[tuple[int, str, Explanation]]:
    """Why a KPI is where it is, as departments said it: (month, department, explanation), the newest first."""
    c = explanations.c
    query = select(explanations).where(
        c.kpi == kpi, c.fiscal_year == year, c.month <= until, stands(explanations, as_of)
    )
    rows = connection.execute(query.order_by(c.month.desc(), c.department)).mappings()
    return [(row["month"], row["department"], _as_explanation(row)) for row in rows]


def _as_explanation(row: RowMapping) -> Explanation:
    return Explanation(
        kpi=row["kpi"],
        cause=row["cause"],
        action=row["action"],
        by=row["by_day"],
        support=row["support"],
        at=Cell(sheet=row["sheet"], cell=row["cell"]),
    )
