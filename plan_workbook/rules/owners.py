"""Rules of who answers for a KPI."""

from collections.abc import Iterator

from domain.finding import Finding
from domain.kpi import Kpi, Sharing
from domain.text import mark
from plan_workbook.drafting.draft import Draft
from plan_workbook.drafting.record import Record


def _keeper_rows(draft: Draft, kpi: Kpi) -> list[Record]:
    rows = draft.records.of("kpi_owners")
    return [row for row in rows if row.text("kpi") == kpi.code and row.flag("keeper", default=False)]


def check_owners_are_given(draft: Draft) -> Iterator[Finding]:
    """Every KPI has an owner."""
    if "kpi" not in draft.records.columns.get("kpi_owners", ()):
        return
    owned = {record.text("kpi") for record in draft.records.of("kpi_owners")}
    for record in draft.records.of("kpis"):
        if record.text("code") and record.text("code") not in owned:
            yield record.block(
                "code",
                "owner_missing",
                mark("The KPI {code} has no owner. Add one on the sheet “kpi_owners”."),
                code=record.text("code"),
            )


def check_parts_have_no_keeper(draft: Draft) -> Iterator[Finding]:
    """Where the owners report parts, none of them keeps the whole."""
    for located in draft.kpis:
        if located.item.sharing is Sharing.PARTS:
            for row in _keeper_rows(draft, located.item):
                yield row.block(
                    "keeper",
                    "keeper_of_parts",
                    mark(
                        "The owners of {code} report parts: none is its keeper. Clear this cell, or write keeper under “sharing”."
                    ),
                    code=located.item.code,
                )


def check_one_keeper(draft: Draft) -> Iterator[Finding]:
    """One keeper reports all of it, not several."""
    for located in draft.kpis:
        if located.item.sharing is Sharing.KEEPER:
            for row in _keeper_rows(draft, located.item)[1:]:
                yield row.block(
                    "keeper",
                    "keeper_twice",
                    mark("{code} has another keeper already. Keep one, or write parts under “sharing”."),
                    code=located.item.code,
                )


def check_keeper_is_named(draft: Draft) -> Iterator[Finding]:
    """Of several owners, one is named as the keeper; else the first is taken."""
    for located in draft.kpis:
        kpi = located.item
        is_shared = kpi.sharing is Sharing.KEEPER and len(kpi.owners) > 1
        if is_shared and not any(owner.keeper for owner in kpi.owners):
            yield located.record.confirm(
                "sharing",
                "keeper_unnamed",
                mark(
                    "{code} has {count} owners and no keeper: {department}, the first, will report all of it."
                ),
                code=kpi.code,
                count=len(kpi.owners),
                department=kpi.owners[0].department,
            )
