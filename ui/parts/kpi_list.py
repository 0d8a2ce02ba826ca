"""All KPIs of the plan: how many stand how, the ones that are looked at as a table, and a picker."""

from domain.status import Status
from house_style.colours import say_status_with_shape
from ui.cards import Counts, show_counts
from ui.heads import show_head, show_note, way_to
from ui.parts.kpi_rows import TO_KPI, show_kpi_rows
from ui.pickers import Picker, picker_of_filter, show_picker, show_pickers
from ui.screen import Screen
from use_cases.view_kpis import KpiList, view_kpis


def show_all_kpis(screen: Screen) -> None:
    """The KPIs of the strategy, department and status that the address names, strategy by strategy."""
    words, address = screen.words, screen.address
    show_head(screen, words.say("KPIs"), crumbs=way_to(screen))
    chosen = {"strategy": address.strategy, "department": address.department, "status": address.status}
    found = screen.view(("kpis", *chosen.values()), lambda: view_kpis(screen.boards, **chosen))
    show_pickers([_statuses(screen, found), _strategies(screen), _departments(screen)], key="kpi_filters")
    said = words.say("Showing {shown} of {every} KPIs", shown=len(found.rows), every=found.every)
    show_counts(screen, Counts(by_status=found.counts, where=screen.here), said)
    if not found.rows:
        show_note(words.say("There is no such KPI. Choose something else in the lists above."))
    for strategy in screen.plan.strategies:
        members = [row for row in found.rows if row.strategy == strategy.code]
        if members:
            show_kpi_rows(screen, members, key=f"kpis_{strategy.code}", heading=screen.text(strategy.name))


def _statuses(screen: Screen, found: KpiList) -> Picker:
    words, chosen = screen.words, screen.address.status
    there = [status for status in Status if found.counts[status] or status.value == chosen]
    options = {status.value: say_status_with_shape(status, words) for status in there}
    label, none = words.say("Status"), words.say("All statuses")
    return picker_of_filter(screen, "status", label, options, none=none)


def _strategies(screen: Screen) -> Picker:
    options = {s.code: screen.text(s.name) for s in screen.plan.strategies}
    label, none = screen.words.say("Strategy"), screen.words.say("All strategies")
    return picker_of_filter(screen, "strategy", label, options, none=none)


def _departments(screen: Screen) -> Picker:
    """The departments that own a KPI."""
    owners = {owner.department for kpi in screen.plan.kpis for owner in kpi.owners}
    options = {d.code: screen.text(d.name) for d in screen.plan.departments if d.code in owners}
    label, none = screen.words.say("Department"), screen.words.say("All departments")
    return picker_of_filter(screen, "department", label, options, none=none)


def show_kpi_picker(screen: Screen, code: str) -> None:
    """All KPIs, to go from one to another."""
    names = {kpi.code: f"{kpi.code} {screen.text(kpi.name)}" for kpi in screen.plan.kpis}
    show_picker(screen, screen.words.say("KPI"), names, code, TO_KPI)
