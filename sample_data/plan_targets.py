"""The ledger of the sample plan's targets."""

from collections.abc import Iterator, Sequence

from domain.fiscal import common_era
from domain.kpi import Kpi
from domain.target import Target, TargetKey
from sample_data.plan_files import Table, kpi_table, read_toml
from sample_data.plan_measures import YEARS
from sample_data.plan_places import population_shares


def sample_targets(kpis: Sequence[Kpi], *, revised: bool) -> tuple[Target, ...]:
    """Every target of these KPIs; `revised` adds the revisions as rows of their own."""
    first = [target for kpi in kpis for target in _of_kpi(kpi)]
    return (*first, *_revisions()) if revised else tuple(first)


def _of_kpi(kpi: Kpi) -> Iterator[Target]:
    table = kpi_table(kpi.code)
    for position, year in enumerate(YEARS):
        if kpi.due_from is None or kpi.due_from.year <= year:
            yield from _of_year(kpi, table, position, year)


def _of_year(kpi: Kpi, table: Table, position: int, year: int) -> Iterator[Target]:
    model = table["model"]
    whole = TargetKey(kpi=kpi.code, year=year)
    if "bands" in model:
        low, high = model["bands"][position]
        yield Target(key=whole, low=float(low), high=float(high))
        return
    value = float(model["targets"][position])
    yield Target(key=whole, value=value)
    for month, given in model.get("period_targets", {}).items():
        yield Target(key=TargetKey(kpi=kpi.code, year=year, month=int(month)), value=float(given))
    if model.get("part_targets"):
        yield from _of_parts(kpi, model, year, value)
    if year + 543 in model.get("province_targets", ()):
        yield from _of_provinces(kpi, model, year, value)


def _of_parts(kpi: Kpi, model: Table, year: int, value: float) -> Iterator[Target]:
    """A ratio's target is every owner's; a total is shared out."""
    shares = [model["parts"][owner.department] for owner in kpi.owners]
    parts = [value] * len(shares) if kpi.is_ratio else shared_out(value, shares)
    for owner, part in zip(kpi.owners, parts, strict=True):
        yield Target(key=TargetKey(kpi=kpi.code, year=year, department=owner.department), value=part)


def _of_provinces(kpi: Kpi, model: Table, year: int, value: float) -> Iterator[Target]:
    """The whole's target shared out by people; some provinces may be left without one."""
    shares = population_shares()
    for code, part in zip(shares, shared_out(value, list(shares.values())), strict=True):
        if code not in model.get("provinces_without_target", ()):
            yield Target(key=TargetKey(kpi=kpi.code, year=year, province=code), value=part)


def shared_out(value: float, shares: Sequence[float]) -> list[float]:
    """A whole number in whole parts by shares that sum to 1; the parts sum to the whole (largest remainders)."""
    exact = [value * share / sum(shares) for share in shares]
    parts = [int(part) for part in exact]
    by_remainder = sorted(range(len(exact)), key=lambda i: (parts[i] - exact[i], i))
    for i in by_remainder[: round(value) - sum(parts)]:
        parts[i] += 1
    return [float(part) for part in parts]


def _revisions() -> Iterator[Target]:
    for table in read_toml("plan.toml")["revisions"]:
        yield Target(
            key=TargetKey(kpi=table["kpi"], year=common_era(table["year"])),
            value=float(table["value"]),
            revised_on=table["revised_on"],
            reason=table["reason"],
            document=table["document"],
        )
