"""Where the figures of a flagship come from: file, sheet and cell, who sent it and who approved it."""

from house_style.dates import say_instant, say_month
from ui.parts.kpi import department_name
from ui.parts.return_words import PARTS, say_figure, say_what
from ui.screen import Screen
from ui.tables import Column, show_table
from use_cases.view_flagship import FlagshipView


def show_sources(screen: Screen, view: FlagshipView, *, heading: str) -> None:
    """Every reported figure, the newest first; nothing where nothing was reported."""
    words, calendar, rows = screen.words, screen.calendar, view.sources
    if not rows:
        return
    zone = calendar.zone
    show_table(
        screen,
        lambda: [
            Column(
                heading=words.say("Month"), values=[say_month(r.year, r.month, words, calendar) for r in rows]
            ),
            Column(heading=words.say("What"), values=[say_what(screen, r.code) for r in rows], wide=True),
            Column(heading=words.say("Part"), values=[words.say(PARTS[r.part]) for r in rows]),
            Column(heading=words.say("Figure"), values=[say_figure(screen, r.value, r.part) for r in rows]),
            Column(
                heading=words.say("Department"), values=[department_name(screen, r.department) for r in rows]
            ),
            Column(heading=words.say("File"), values=[r.file_name for r in rows], wide=True),
            Column(heading=words.say("Cell"), values=[f"{r.sheet}!{r.cell}" for r in rows]),
            Column(heading=words.say("Version"), values=[str(r.version) for r in rows]),
            Column(
                heading=words.say("Sent"),
                values=[
                    f"{r.sent_by} · {say_instant(r.sent_at, words, calendar.era, zone=zone)}" for r in rows
                ],
            ),
            Column(heading=words.say("Approved by"), values=[r.approved_by for r in rows]),
        ],
        key="flagship_sources",
        heading=heading,
        caption=heading,
    )
