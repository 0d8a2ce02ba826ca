"""A department's own workbook: its first rows, and fields to point out where its figures stand."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from html import escape

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from domain.failures import Refusal
from domain.permission import Action, list_departments_of
from domain.text import mark
from kpi_returns.foreign.fitting import list_mapped_grids
from kpi_returns.foreign.grid import Grid, list_grids, preview
from kpi_returns.foreign.mapping import Mapping, PlacesIn, Source
from kpi_returns.foreign.pointing import point_at_cell, point_at_column, with_fingerprint
from kpi_returns.layout import Part
from ui.attempts import Done, attempt, show_refusal
from ui.heads import show_note
from ui.literal import literal
from ui.parts.kpi import department_name
from ui.parts.return_words import PARTS, say_closing, say_what
from ui.screen import Screen
from ui.session import caller
from use_cases.judging import Foreign
from use_cases.map_workbook import Offer, offer_mapping
from use_cases.return_steps import Place
from workbooks.cells import Workbook

POINTED = "pointed_out"
ROWS_SHOWN, COLUMNS_SHOWN = 14, 16
PLACES = {
    PlacesIn.COLUMN: mark("in a column"),
    PlacesIn.SHEETS: mark("as the names of the sheets"),
    PlacesIn.NOWHERE: mark("nowhere: all figures are of the whole"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """One figure to point out: a KPI's, or its denominator."""

    kpi: str
    part: Part


def find_pointed(sha256: str) -> Foreign | None:
    """What was pointed out in a file of this session."""
    kept: dict[str, Foreign] = st.session_state.get(POINTED, {})
    return kept.get(sha256)


def forget_pointed(kept: Sequence[str]) -> None:
    """Forget what was pointed out in files that are not there any more."""
    pointed: dict[str, Foreign] = st.session_state.get(POINTED, {})
    st.session_state[POINTED] = {sha: foreign for sha, foreign in pointed.items() if sha in kept}


def show_mapping(screen: Screen, workbook: Workbook, *, key: str) -> None:
    """Whose return it is to be, the first rows, and where each figure stands, as it seems."""
    words = screen.words
    own = list_departments_of(screen.person, Action.FILL_RETURN, today=screen.entrance.today)
    codes = [d.code for d in screen.plan.departments if own is None or d.code in own]
    show_note(
        words.say(
            "This is no return from this page. If it is your department's own table, point out here where its figures "
            "stand; it is remembered for the next time. Nothing is taken before you have looked at it."
        )
    )
    code = st.selectbox(
        words.say("Whose return it is to be, to the end of {month}", month=_month(screen)),
        codes,
        format_func=lambda code: department_name(screen, str(code)),
        key=f"{key}_department",
    )
    if code not in codes:
        return
    place = Place(str(code), screen.moment.year, screen.moment.month)
    try:
        offer = offer_mapping(screen.database, caller(), workbook, place)
    except Refusal as refusal:
        st.warning(literal(words.refusal(refusal)))
        return
    _show_form(screen, workbook, offer, place, key)


def _month(screen: Screen) -> str:
    return say_closing(screen, screen.moment.year, screen.moment.month)


def _show_form(screen: Screen, workbook: Workbook, offer: Offer, place: Place, key: str) -> None:
    words, mapping = screen.words, offer.mapping
    if offer.is_kept:
        show_note(words.say("A workbook like this one was read before; it is filled in as it was then."))
    elif mapping is not None:
        show_note(words.say("This is how it seems. Check every line."))
    sheets = [grid.name for grid in list_grids(workbook)]
    chosen = [name for name in (mapping.sheets if mapping else ()) if name in sheets]
    _show_preview(workbook, chosen or sheets[:1])
    show_refusal(screen, f"{key}_mapping")
    with st.form(key=f"{key}_mapping", border=False, enter_to_submit=False):
        st.multiselect(
            words.say("Sheets (all if none is chosen)"), sheets, default=chosen, key=f"{key}_sheets"
        )
        _show_rows_and_columns(screen, mapping, key)
        _show_sources(screen, offer, mapping, key)
        st.form_submit_button(
            words.say("Read it like this"),
            key=f"{key}_mapping_submit",
            type="primary",
            on_click=partial(_point_out, workbook, place, list(_wanted(offer)), key),
        )


def _show_rows_and_columns(screen: Screen, mapping: Mapping | None, key: str) -> None:
    """Where the table stands: places, headers, first and last row."""
    words, options = screen.words, [kind.value for kind in PlacesIn]
    st.radio(
        words.say("Where the provinces are named"),
        options,
        index=options.index(mapping.places.value) if mapping else 0,
        format_func=lambda kind: words.say(PLACES[PlacesIn(kind)]),
        key=f"{key}_places",
        horizontal=True,
    )
    first, second, third, fourth = st.columns(4)
    _field(first, words.say("Row of headers"), f"{key}_header", str(mapping.header_row if mapping else 1))
    _field(second, words.say("Column of provinces"), f"{key}_place", mapping.place_column if mapping else "A")
    _field(third, words.say("First row of figures"), f"{key}_first", str(mapping.first_row if mapping else 2))
    last = str(mapping.last_row or "") if mapping else ""
    _field(fourth, words.say("Last row (empty: to the end)"), f"{key}_last", last)


def _field(column: DeltaGenerator, label: str, key: str, value: str) -> None:
    column.text_input(label, value=value, key=key, max_chars=8, autocomplete="off")


def _show_sources(screen: Screen, offer: Offer, mapping: Mapping | None, key: str) -> None:
    """A field for each figure that is asked: its column, or its one cell."""
    words = screen.words
    show_note(
        words.say(
            "The column of each figure, such as D, or its one cell, such as D7. Empty: not in this workbook."
        )
    )
    known = {(s.kpi, s.part): s for s in mapping.sources} if mapping else {}
    for wanted in _wanted(offer):
        source = known.get((wanted.kpi, wanted.part))
        said = f"{say_what(screen, wanted.kpi)} · {words.say(PARTS[wanted.part.value])}"
        found = f" ← {source.header}" if source and source.header else ""
        st.text_input(
            literal(said + found),
            value=(source.column or source.cell) if source else "",
            key=_source_key(key, wanted),
            max_chars=10,
            autocomplete="off",
        )


def _wanted(offer: Offer) -> Iterator[Wanted]:
    for asked in offer.form.asked:
        yield Wanted(kpi=asked.kpi.code, part=Part.NUMERATOR)
        if asked.kpi.is_ratio:
            yield Wanted(kpi=asked.kpi.code, part=Part.DENOMINATOR)


def _source_key(key: str, wanted: Wanted) -> str:
    return f"{key}_source_{wanted.kpi}_{wanted.part.value}"


def _show_preview(workbook: Workbook, sheets: Sequence[str]) -> None:
    """The first rows of the first of the sheets, with the letters and numbers of a spreadsheet at its edges."""
    name = next(iter(sheets), "")
    rows = preview(workbook, name, ROWS_SHOWN)
    if not rows:
        return
    width = min(max(map(len, rows)), COLUMNS_SHOWN)
    letters = "".join(f'<th scope="col">{letter}</th>' for letter in _letters(width))
    lines = "".join(
        f'<tr><th scope="row">{number}</th>{"".join(f"<td>{escape(words[:60])}</td>" for words in row[:width])}</tr>'
        for number, row in enumerate(rows, start=1)
    )
    st.html(
        f'<div class="table"><div class="rows" tabindex="0" role="region" aria-label="{escape(name, quote=True)}"><table class="preview"><caption>{escape(name)}</caption>'
        f"<thead><tr><td></td>{letters}</tr></thead><tbody>{lines}</tbody></table></div></div>"
    )


def _letters(width: int) -> list[str]:
    return [chr(ord("A") + number) for number in range(width)]


def _point_out(workbook: Workbook, place: Place, wanted: Sequence[Wanted], key: str) -> None:
    """Keep what was pointed out for this file; the page then judges it."""

    def work(_database: object, _caller: object) -> Done:
        mapping = _mapping_of(workbook, wanted, key)
        pointed: dict[str, Foreign] = st.session_state.get(POINTED, {})
        st.session_state[POINTED] = {**pointed, workbook.sha256: Foreign(place=place, mapping=mapping)}
        return Done(message=mark("Read as you pointed out. Look at what was found below."))

    attempt(f"{key}_mapping", work)


def _mapping_of(workbook: Workbook, wanted: Sequence[Wanted], key: str) -> Mapping:
    """What the fields of the form say. Raises Refusal."""
    try:
        bare = _bare_mapping(key)
        grids = list_mapped_grids(workbook, bare)
        typed = [(one, str(st.session_state.get(_source_key(key, one)) or "")) for one in wanted]
        found = (_source(grids[0], bare.header_row, one, words) for one, words in typed)
        mapping = replace(bare, sources=tuple(source for source in found if source))
    except (ValueError, IndexError) as fault:
        raise Refusal(
            "pointed_unreadable",
            mark(
                "Rows are numbers such as 5, columns letters such as D, single cells such as D7. Mend what is another."
            ),
        ) from fault
    if not mapping.sources:
        raise Refusal("nothing_pointed", mark("Point out at least one column or cell of figures."))
    return with_fingerprint(workbook, mapping)


def _bare_mapping(key: str) -> Mapping:
    """The table without its figures. Raises ValueError."""
    places = PlacesIn(_typed(key, "places"))
    return Mapping(
        sheets=tuple(str(name) for name in st.session_state.get(f"{key}_sheets") or []),
        places=places,
        header_row=int(_typed(key, "header")),
        first_row=int(_typed(key, "first")),
        last_row=int(_typed(key, "last")) if _typed(key, "last") else None,
        place_column=_typed(key, "place").upper() if places is PlacesIn.COLUMN else "",
        sources=(),
    )


def _source(grid: Grid, header_row: int, wanted: Wanted, typed: str) -> Source | None:
    place = typed.strip().upper()
    if not place:
        return None
    if place.isalpha():
        return point_at_column(grid, place, header_row, kpi=wanted.kpi, part=wanted.part)
    return point_at_cell(grid, place, kpi=wanted.kpi, part=wanted.part)


def _typed(key: str, name: str) -> str:
    return str(st.session_state.get(f"{key}_{name}") or "").strip()
