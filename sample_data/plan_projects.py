"""Flagships of the sample plan with their milestones and budgets."""

from collections.abc import Iterator

from domain.plan import BudgetYear, Flagship, Milestone
from sample_data.plan_files import Table, both, read_toml
from sample_data.plan_measures import YEARS


def _tables() -> list[Table]:
    return list(read_toml("flagships.toml")["flagship"])


def sample_flagships() -> tuple[Flagship, ...]:
    """All flagships."""
    return tuple(
        Flagship(
            code=table["code"],
            name=both(table["name"]),
            description=both(table["description"]),
            lead=table["lead"],
            departments=tuple(table["departments"]),
            strategy=table["strategy"],
            responsible=both(table["responsible"]),
        )
        for table in _tables()
    )


def sample_milestones() -> tuple[Milestone, ...]:
    """All milestones; a code is the flagship's and the step's number."""
    return tuple(milestone for table in _tables() for milestone in _milestones(table))


def _milestones(table: Table) -> Iterator[Milestone]:
    for number, (thai, english, weight, start, end) in enumerate(table["milestones"], start=1):
        yield Milestone(
            code=f"{table['code']}-{number}",
            flagship=table["code"],
            name=both((thai, english)),
            weight=float(weight),
            planned_start=start,
            planned_end=end,
            department=table["lead"],
        )


def sample_budgets() -> tuple[BudgetYear, ...]:
    """Each flagship's budget by year and quarter, in baht; years without money have none."""
    shares = read_toml("flagships.toml")["quarter_shares"]
    return tuple(
        BudgetYear(flagship=table["code"], year=year, quarters=_quarters(amount, shares))
        for table in _tables()
        for year, amount in zip(YEARS, table["budgets"], strict=True)
        if amount
    )


def _quarters(amount: int, shares: list[float]) -> tuple[float, float, float, float]:
    first, second, third = (float(round(amount * share, -3)) for share in shares[:3])
    return first, second, third, amount - first - second - third
