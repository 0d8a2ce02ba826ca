"""What approval does: the answer of a return becomes what everybody sees, in one transaction."""

from datetime import datetime

from data_access.database import Connection
from data_access.moment import raise_data_version
from data_access.plans import PlanVersion
from data_access.return_versions import ReturnVersion
from data_access.submissions import Sending, list_reported_kpis, save_submission
from data_access.sums import renew_sums
from domain.kpi import Kpi
from domain.kpi_return import KpiReturn
from domain.submission import Hand


def publish(
    connection: Connection,
    plan: PlanVersion,
    seen: ReturnVersion,
    answered: KpiReturn,
    *,
    submitted: Hand,
    approved: Hand,
) -> datetime:
    """Publish an answer in place of what stood for its department and month; the instant at which it stands."""
    instant = raise_data_version(connection, approved.at)
    touched = _touched(connection, plan, answered)
    sending = Sending(
        version=seen.version,
        plan_number=seen.contents.plan_number,
        file_sha256=seen.contents.file_sha256,
        file_name=seen.contents.file_name,
        sent_by=submitted.name,
        sent_at=submitted.at,
        approved_by=approved.name,
    )
    save_submission(connection, answered, sending, published_at=instant)
    renew_sums(
        connection,
        touched,
        published_at=instant,
        year=answered.year,
        department=answered.department,
        from_month=answered.month,
    )
    return instant


def _touched(connection: Connection, plan: PlanVersion, answered: KpiReturn) -> list[Kpi]:
    """The KPIs whose sums change: those answered now, and those that only the version before had answered."""
    codes = list_reported_kpis(connection, answered.department, answered.year, answered.month)
    codes |= {row.kpi for row in answered.observations}
    return [kpi for kpi in plan.plan.kpis if kpi.code in codes]
