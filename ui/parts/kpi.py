"""The parts of a KPI's page that are no charts: why, definition, notes, provenance."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from data_access.observations import Provenance
from domain.kpi import Grain, Kpi
from domain.lookup import load_kpi, load_province, load_region, load_strategy
from domain.outlook import Outlook
from house_style.dates import say_instant, say_month
from house_style.labels import say_label
from house_style.numbers import full, kpi_full, kpi_short, percent, score
from house_style.reasons import say_owners, say_reason
from house_style.restated import say_restated
from ui.cards import Card, show_summary
from ui.heads import Crumb, show_head, show_note, way_to
from ui.parts.kpi_rows import aim_in_cell, say_an_aim, say_frequency
from ui.screen import Screen
from ui.tables import Column, Shown, show_table
from use_cases.view_kpi import KpiView


def show_kpi_head(screen: Screen, code: str) -> None:
    """Where the KPI stands in the plan. Raises NotFound for one that the plan does not know."""
    kpi, words = load_kpi(screen.plan, code), screen.words
    strategy = load_strategy(screen.plan, screen.plan.strategy_of(kpi))
    address = screen.here.at(strategy=strategy.code)
    show_head(
        screen,
        screen.text(kpi.name),
        crumbs=way_to(screen, Crumb(page="strategy", label=screen.text(strategy.name), address=address)),
        below=f"{kpi.code} · {say_owners(kpi, screen.plan, words)}",
    )


def check_places(screen: Screen) -> None:
    """The region and the province that the address names are in the plan. Raises NotFound."""
    if screen.address.region:
        load_region(screen.plan, screen.address.region)
    if screen.address.province:
        load_province(screen.plan, screen.address.province)


def show_kpi_cards(screen: Screen, view: KpiView) -> None:
    """Why the status is what it is; actual, target, attainment, score, outlook, coverage."""
    words, figure, outlook = screen.words, view.figure, view.trend.outlook
    kpi = figure.kpi
    cards = [
        Card(
            label=words.say("Actual"),
            figure=kpi_short(figure.actual, kpi, words),
            hint=kpi_full(figure.actual, kpi, words),
            lines=[
                *([say_restated(words)] if figure.is_restated else []),
                words.say("a year ago {value}", value=kpi_short(view.row.last_year.actual, kpi, words)),
            ],
        ),
        Card(
            label=words.say("Target to date"),
            figure=say_an_aim(screen, kpi, figure.expected.to_date),
            hint=aim_in_cell(screen, kpi, figure.expected.to_date)[1],
            lines=[words.say("whole year {value}", value=say_an_aim(screen, kpi, figure.expected.year))],
        ),
        Card(label=words.say("Attainment"), figure=percent(figure.attainment, words)),
        Card(
            label=words.say("Score"),
            figure=score(figure.score, words),
            status=figure.status,
            lines=[words.say("a quarter ago {value}", value=score(view.row.before.score, words))],
        ),
    ]
    if outlook is not None:
        cards.append(_outlook_card(screen, kpi, outlook))
    if view.trend.required:
        cards.append(_run_rate_card(screen, view))
    if kpi.grain is Grain.PROVINCE:
        cards.append(_coverage(screen, view))
    sentence = say_reason(figure, screen.plan, words)
    show_summary(screen, figure.status, sentence, cards, name="kpi_cards")


def _outlook_card(screen: Screen, kpi: Kpi, outlook: Outlook) -> Card:
    words = screen.words
    lines = [words.say("phasing learnt from earlier years")] if outlook.learnt else []
    if outlook.low is not None and outlook.high is not None:
        low, high = (kpi_short(end, kpi, words, with_unit=False) for end in (outlook.low, outlook.high))
        lines.append(words.say("between {low} and {high}", low=low, high=high))
    return Card(
        label=words.say("Projected year end"), figure=kpi_short(outlook.projected, kpi, words), lines=lines
    )


def _run_rate_card(screen: Screen, view: KpiView) -> Card:
    words, following = screen.words, view.trend.required[0]
    month = say_month(view.figure.year, following.month, words, screen.calendar)
    return Card(
        label=words.say("Required in the next period"),
        figure=kpi_short(following.required, view.figure.kpi, words),
        lines=[words.say("to the end of {month}", month=month)],
    )


def _coverage(screen: Screen, view: KpiView) -> Card:
    words, figure = screen.words, view.figure
    reported = sum(1 for place in view.provinces if place.figure.sums.reported)
    return Card(
        label=words.say("Coverage of places"),
        figure=words.say("{reported} of {expected}", reported=reported, expected=figure.places_expected),
        lines=[words.say("provinces have reported this period")],
    )


def show_definition(screen: Screen, view: KpiView) -> None:
    """The definition card: every field that decides how the KPI is judged."""
    kpi, words = view.figure.kpi, screen.words
    rows = [
        (words.say("Definition"), screen.text(kpi.definition)),
        (words.say("Unit"), screen.text(kpi.unit)),
        (words.say("Numerator"), screen.text(kpi.numerator_name)),
        (words.say("Denominator"), screen.text(kpi.denominator_name)),
        (words.say("Good is"), say_label(kpi.polarity, words)),
        (words.say("Over the year"), say_label(kpi.accumulation, words)),
        (words.say("Over places"), say_label(kpi.aggregation, words)),
        (words.say("Scale"), f"{say_label(kpi.scale, words)} · {say_label(kpi.levels_of, words)}"),
        (words.say("Weight"), full(view.figure.weight, words, decimals=2)),
        (words.say("Reported"), f"{say_frequency(screen, view.figure)} · {say_label(kpi.grain, words)}"),
        (words.say("Owners"), say_owners(kpi, screen.plan, words)),
        (words.say("Data source"), screen.text(kpi.source)),
        (words.say("Responsible"), screen.text(kpi.responsible)),
    ]
    heading = escape(words.say("Definition"))
    facts = "".join(f"<dt>{escape(label)}</dt><dd>{escape(said)}</dd>" for label, said in rows if said)
    st.html(f'<h2>{heading}</h2><dl class="facts">{facts}</dl>')


def show_notes(screen: Screen, view: KpiView, *, heading: str) -> None:
    """What departments wrote beside their figures."""
    words = screen.words
    if not view.notes:
        show_note(words.say("Nobody wrote a note beside these figures."), heading=heading)
        return
    names = {p.code: screen.text(p.name) for p in screen.plan.provinces}
    show_table(
        screen,
        lambda: [
            Column(
                heading=words.say("Month"),
                values=[say_month(view.figure.year, n.month, words, screen.calendar) for n in view.notes],
            ),
            Column(
                heading=words.say("Department"),
                values=[department_name(screen, n.department) for n in view.notes],
            ),
            Column(heading=words.say("Province"), values=[names.get(n.province, "–") for n in view.notes]),
            Column(heading=words.say("Note"), values=[n.words for n in view.notes], wide=True),
        ],
        key="kpi_notes",
        heading=heading,
        caption=heading,
    )


def department_name(screen: Screen, code: str) -> str:
    """A department's short name; its code where the plan no longer has it."""
    found = next((d for d in screen.plan.departments if d.code == code), None)
    return (screen.text(found.short) or screen.text(found.name)) if found else code


def show_provenance(screen: Screen, rows: Sequence[Provenance], *, heading: str) -> None:
    """File, sheet and cell of every figure, who sent it and who approved it."""
    words, calendar = screen.words, screen.calendar
    if not rows:
        show_note(words.say("Nothing was reported here in this fiscal year."), heading=heading)
        return

    def sent(row: Provenance) -> str:
        return f"{row.sent_by} · {say_instant(row.sent_at, words, calendar.era, zone=calendar.zone)}"

    marks = [say_restated(words) if r.restated else "" for r in rows]
    show_table(
        screen,
        lambda: [
            Column(
                heading=words.say("Month"), values=[say_month(r.year, r.month, words, calendar) for r in rows]
            ),
            Column(
                heading=words.say("Department"), values=[department_name(screen, r.department) for r in rows]
            ),
            Column(
                heading=words.say("Numerator"),
                values=[r.numerator for r in rows],
                shown=Shown.NUMBER,
                below=marks if any(marks) else (),
            ),
            _denominators(words.say("Denominator"), rows),
            Column(heading=words.say("File"), values=[r.file_name for r in rows], wide=True),
            Column(heading=words.say("Sheet"), values=[r.sheet for r in rows]),
            Column(heading=words.say("Cell"), values=[r.cell for r in rows]),
            Column(heading=words.say("Version"), values=[str(r.version) for r in rows]),
            Column(heading=words.say("Sent"), values=[sent(r) for r in rows]),
            Column(heading=words.say("Approved by"), values=[r.approved_by for r in rows]),
        ],
        key="provenance",
        heading=heading,
        caption=words.say("Where the figure comes from"),
    )


def _denominators(heading: str, rows: Sequence[Provenance]) -> Column:
    """What figures are shares of; a dash where they are no shares."""
    return Column(heading=heading, values=[row.denominator for row in rows], shown=Shown.NUMBER, missing="–")
