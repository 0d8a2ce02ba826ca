"""Rules that every sheet keeps to: what must be filled, codes that stand once, references that lead somewhere."""

from collections.abc import Iterator
from difflib import get_close_matches

from domain.finding import Finding
from domain.text import mark
from plan_workbook.drafting.draft import Draft
from plan_workbook.drafting.record import Record
from plan_workbook.layout.shape import SEPARATOR, Column, Kind, SheetLayout
from plan_workbook.layout.sheets import SHEETS, layout_of


def _rows(draft: Draft) -> Iterator[tuple[SheetLayout, Record]]:
    for layout in SHEETS:
        for record in draft.records.of(layout.name):
            yield layout, record


def check_required_cells(draft: Draft) -> Iterator[Finding]:
    """What a row cannot do without is filled."""
    for layout, record in _rows(draft):
        for column in layout.columns:
            has_column = column.key in draft.records.columns[layout.name]
            if column.required and has_column and not record.is_given(column.key):
                yield record.block(
                    column.key, "cell_required", mark("“{key}” is blank. It must be filled."), key=column.key
                )


def check_names(draft: Draft) -> Iterator[Finding]:
    """A name stands in Thai, in English or in both."""
    for layout, record in _rows(draft):
        for name in layout.names:
            has_column = {f"{name}_th", f"{name}_en"} & draft.records.columns[layout.name]
            if has_column and not record.both(name):
                yield record.block(
                    f"{name}_th",
                    "name_required",
                    mark("“{key}” is blank in both languages. Fill at least one."),
                    key=name,
                )


def check_rows_stand_once(draft: Draft) -> Iterator[Finding]:
    """No two rows of a sheet say the same thing of the same subject."""
    seen: dict[tuple[object, ...], Record] = {}
    for layout, record in _rows(draft):
        if "period" in layout.identity or "round" in layout.identity:
            continue
        subject = (layout.name, *(record.values.get(key) for key in layout.identity))
        first = seen.setdefault(subject, record)
        if first is not record and None not in subject:
            yield said_twice(record, first, layout.identity)


def said_twice(record: Record, first: Record, identity: tuple[str, ...]) -> Finding:
    """The finding that a row repeats an earlier one."""
    return record.block(
        identity[0],
        "row_twice",
        mark("This row says the same as the one at {first} ({keys}). Keep one of them."),
        first=first.place(identity[0]),
        keys=", ".join(identity),
    )


def check_codes_are_usable(draft: Draft) -> Iterator[Finding]:
    """A code holds no bar, since bars part the codes of a list."""
    for layout, record in _rows(draft):
        code = record.text("code")
        if layout.column("code") and SEPARATOR in code:
            yield record.block(
                "code",
                "code_unusable",
                mark("The code “{code}” holds the sign |, which parts codes."),
                code=code,
            )


def check_references(draft: Draft) -> Iterator[Finding]:
    """A code that is referred to stands on its own sheet."""
    known = {layout.name: frozenset(draft.records.codes(layout.name)) for layout in SHEETS}
    for layout, record in _rows(draft):
        for key, value in record.values.items():
            column = layout.column(key)
            if column is not None and column.refers and _is_read(draft, column.refers):
                codes = (value,) if isinstance(value, str) else record.words(key)
                for code in codes:
                    if code not in known[column.refers]:
                        yield _stray(record, column, code, known[column.refers])


def _is_read(draft: Draft, sheet: str) -> bool:
    """Whether a sheet's codes are known; where it could not be read, that alone is the fault."""
    layout = layout_of(sheet)
    is_absent = sheet not in draft.records.columns and layout is not None and not layout.required
    return is_absent or "code" in draft.records.columns.get(sheet, ())


def _stray(record: Record, column: Column, code: str, known: frozenset[str]) -> Finding:
    near = get_close_matches(code, sorted(known), n=1)
    values: dict[str, object] = {"code": code, "sheet": column.refers}
    if near:
        return record.block(
            column.key,
            "code_unknown",
            mark("The code “{code}” does not stand on the sheet “{sheet}”. Did you mean {meant}?"),
            **values,
            meant=near[0],
        )
    return record.block(
        column.key,
        "code_unknown",
        mark("The code “{code}” does not stand on the sheet “{sheet}”. Add it there or mend it here."),
        **values,
    )


def check_years_are_of_the_plan(draft: Draft) -> Iterator[Finding]:
    """A row's fiscal year lies within the plan."""
    years = draft.fiscal_years()
    for layout, record in _rows(draft):
        column, year = layout.column("year"), record.whole("year")
        if (
            years
            and column is not None
            and column.kind is Kind.YEAR
            and year is not None
            and year not in years
        ):
            yield record.block(
                "year",
                "year_outside_plan",
                mark("{year} lies outside the plan, which runs from {first} to {last}."),
                year=draft.calendar.shown_year(year),
                first=draft.calendar.shown_year(years[0]),
                last=draft.calendar.shown_year(years[-1]),
            )
