"""What a return says of its critical KPIs: why each stands where it does, and what is done about it."""

from ui.heads import show_heading
from ui.parts.kpi_explained import columns_of_explanations
from ui.parts.return_words import say_what
from ui.screen import Screen
from ui.tables import Column, show_rows
from use_cases.view_returns import ReturnView


def show_explanations(screen: Screen, view: ReturnView) -> None:
    """Cause, action, by when and what support is needed, a row for each KPI; nothing where none had to be explained."""
    words, said = screen.words, view.explanations
    if not said:
        return
    heading = words.say("Cause and action")
    kpis = Column(heading=words.say("KPI"), values=[say_what(screen, e.kpi) for e in said], wide=True)
    show_heading(f"{heading} ({len(said):,})")
    show_rows(screen, [kpis, *columns_of_explanations(screen, said)], key="explained", caption=heading)
