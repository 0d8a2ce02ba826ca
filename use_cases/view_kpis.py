"""Which KPIs stand how? All of them, or those of a strategy, a department, a status."""

from collections.abc import Mapping
from dataclasses import dataclass

from domain.lookup import load_department, load_status, load_strategy
from domain.status import Status
from use_cases.boards import Boards, KpiRow, kpi_row


@dataclass(frozen=True, slots=True, kw_only=True)
class KpiList:
    """KPIs in the plan's order, out of `every` one; `counts` are those of the strategy and department, by status."""

    rows: tuple[KpiRow, ...]
    every: int
    counts: Mapping[Status, int]


def view_kpis(boards: Boards, *, strategy: str = "", department: str = "", status: str = "") -> KpiList:
    """The KPIs of a strategy, owned by a department, of a status; each only where it is given. Raises NotFound."""
    plan = boards.plan
    aim = load_strategy(plan, strategy).code if strategy else ""
    owner = load_department(plan, department).code if department else ""
    only = load_status(status) if status else None
    rows = [kpi_row(boards, code) for code in boards.now.kpis]
    near = [row for row in rows if aim in ("", row.strategy) and (not owner or owner in row.owners)]
    return KpiList(
        rows=tuple(row for row in near if only in (None, row.figure.status)),
        every=len(rows),
        counts={one: sum(1 for row in near if row.figure.status is one) for one in Status},
    )
