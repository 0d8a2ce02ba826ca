"""Rules about the places of rows: a place is taken when it is sure, and whatever was assumed is said."""

from collections.abc import Iterator

from domain.finding import Finding, Severity
from domain.plan import Province
from domain.text import mark
from kpi_returns.checks.located import finding_at
from kpi_returns.lines import PlaceLine, ReturnLines, places_of
from kpi_returns.places import Match

UNKNOWN = mark("There is no province “{written}” in the plan. Write its official name or its code.")
MEANT = mark("There is no province “{written}” in the plan. Did you mean {meant}? Write the official name.")
LONGEST_SHOWN = 60


def _matched(lines: ReturnLines, match: Match) -> Iterator[PlaceLine]:
    return (line for line in lines.places if line.place.match is match)


def _name(lines: ReturnLines, province: Province | None) -> str:
    return province.name.said_in(lines.form.plan.language) if province else ""


def _written(line: PlaceLine) -> str:
    return line.written[:LONGEST_SHOWN]


def check_place_is_known(lines: ReturnLines) -> Iterator[Finding]:
    """A name that is no province's stops the file; names like it are offered, never taken."""
    language = lines.form.plan.language
    for line in _matched(lines, Match.UNKNOWN):
        meant = " / ".join(name.said_in(language) for name in line.place.meant)
        yield finding_at(
            line.at,
            "place_unknown",
            Severity.BLOCK,
            MEANT if meant else UNKNOWN,
            written=_written(line),
            meant=meant,
        )


def check_place_is_named(lines: ReturnLines) -> Iterator[Finding]:
    """Figures without a province beside them belong nowhere."""
    for line in _matched(lines, Match.NAMELESS):
        yield finding_at(
            line.at,
            "place_missing",
            Severity.BLOCK,
            mark("This row has figures but names no province. Write the province, or clear the row."),
        )


def check_code_and_name_agree(lines: ReturnLines) -> Iterator[Finding]:
    """A row whose code and name are of two provinces could be either's."""
    for line in _matched(lines, Match.CONTRADICTION):
        yield finding_at(
            line.at,
            "place_contradicted",
            Severity.BLOCK,
            mark(
                "The code {code} beside “{written}” is that of {by_code}. Check to which of the two "
                "provinces the figures belong, and mend code or name."
            ),
            written=_written(line),
            code=line.place.by_code.code if line.place.by_code else "",
            by_code=_name(lines, line.place.by_code),
        )


def check_name_beside_code_is_known(lines: ReturnLines) -> Iterator[Finding]:
    """A row that is known by its code alone wants a yes."""
    for line in _matched(lines, Match.CODE_ONLY):
        yield finding_at(
            line.at,
            "place_read_by_code",
            Severity.CONFIRM,
            mark("“{written}” is not a known name; the row was read as {read_as} by its code {code}."),
            written=_written(line),
            read_as=_name(lines, line.place.province),
            code=line.place.province.code if line.place.province else "",
        )


def check_alias_is_said(lines: ReturnLines) -> Iterator[Finding]:
    """Another accepted spelling is taken, and that is said."""
    for line in _matched(lines, Match.ALIAS):
        yield finding_at(
            line.at,
            "place_read_by_alias",
            Severity.NOTICE,
            mark("“{written}” was read as {read_as}."),
            written=_written(line),
            read_as=_name(lines, line.place.province),
        )


def check_subtotal_is_said(lines: ReturnLines) -> Iterator[Finding]:
    """A subtotal is left out, for it would be counted twice, and that is said."""
    for line in _matched(lines, Match.SUBTOTAL):
        yield finding_at(
            line.at,
            "subtotal_left_out",
            Severity.NOTICE,
            mark("“{written}” is a subtotal and was left out; sums are made from the provinces."),
            written=_written(line),
        )


def check_place_is_expected(lines: ReturnLines) -> Iterator[Finding]:
    """A KPI is reported for its own provinces only."""
    names = {province.code: province for province in lines.form.plan.provinces}
    expected = {a.kpi.code: frozenset(places_of(a, lines.form)) for a in lines.form.asked}
    for line in lines.figures:
        if line.asked is not None and line.province not in expected[line.kpi]:
            yield finding_at(
                line.numerator.at,
                "place_not_expected",
                Severity.BLOCK,
                mark("KPI {kpi} is not reported for {province}. Clear the cell."),
                kpi=line.kpi,
                province=_name(lines, names.get(line.province)),
            )
