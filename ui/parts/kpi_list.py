"""All KPIs of the plan: as a table, and as a picker."""

from ui.heads import show_head, way_to
from ui.parts.kpi_rows import TO_KPI, show_kpi_rows
from ui.pickers import show_picker
from ui.screen import Screen
from use_cases.boards import kpi_row


def show_all_kpis(screen: Screen) -> None:
    """Every KPI of the plan, strategy by strategy."""
    words, boards = screen.words, screen.boards
    show_head(screen, words.say("KPIs"), crumbs=way_to(screen))
    rows = screen.view("all kpis", lambda: tuple(kpi_row(boards, code) for code in boards.now.kpis))
    for strategy in screen.plan.strategies:
        members = [row for row in rows if row.strategy == strategy.code]
        show_kpi_rows(screen, members, key=f"kpis_{strategy.code}", heading=screen.text(strategy.name))


def show_kpi_picker(screen: Screen, code: str) -> None:
    """All KPIs, to go from one to another."""
    names = {kpi.code: f"{kpi.code} {screen.text(kpi.name)}" for kpi in screen.plan.kpis}
    show_picker(screen, screen.words.say("KPI"), names, code, TO_KPI)
