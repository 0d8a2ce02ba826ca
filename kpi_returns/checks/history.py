"""Rules that hold a figure against the place's own past and, where that is short, against the other places."""

from collections.abc import Iterator, Sequence
from statistics import median

from domain.finding import Finding, Severity
from domain.kpi import Aggregation, Grain, Kpi
from domain.spread import Usual, usual_of
from domain.text import mark
from kpi_returns.checks.located import finding_at
from kpi_returns.entries import Entry
from kpi_returns.lines import FigureLine, ReturnLines

# Thousands and millions are the units that are taken for one another; about means within a factor of three.
UNITS = (1_000.0, 1_000_000.0)
ABOUT = 3.0
PAST_FOR_UNITS = 2
PAST_AT_LEAST = 6
PEERS_AT_LEAST = 10
MORE = mark(
    "KPI {kpi}: {value} looks as if it were in another unit (× {factor}); usually about {usual} was reported before. "
    "Check whether it is counted in the right unit ({unit})."
)
LESS = mark(
    "KPI {kpi}: {value} looks as if it were in another unit (÷ {factor}); usually about {usual} was reported before. "
    "Check whether it is counted in the right unit ({unit})."
)
Asked = tuple[Kpi, FigureLine]


def check_unit(lines: ReturnLines) -> Iterator[Finding]:
    """A figure that is thousand or a million times its own past is probably counted in another unit."""
    for kpi, line in _asked(lines):
        for entry, usual, factor in _jumps(kpi, line):
            yield finding_at(
                entry.at,
                "unit_jump",
                Severity.CONFIRM,
                MORE if abs(entry.number) > usual else LESS,
                kpi=kpi.code,
                value=entry.number,
                factor=factor,
                usual=_shown(kpi, usual),
                unit=kpi.unit.said_in(lines.form.plan.language),
            )


def check_figure_is_like_its_past(lines: ReturnLines) -> Iterator[Finding]:
    """A figure far from what the same place reported in earlier periods, where enough of them are known."""
    for kpi, line in _asked(lines):
        past, value = _past(line), _value(kpi, line)
        if value is None or len(past) < PAST_AT_LEAST:
            continue
        usual = usual_of(past, least=_least_spread(kpi))
        if not usual.has(value) and not any(_jumps(kpi, line)):
            yield finding_at(
                line.numerator.at,
                "unlike_its_past",
                Severity.CONFIRM,
                mark(
                    "KPI {kpi}: {value} is unusual here. The {count} earlier figures have the median {median}; "
                    "from {low} to {high} would be usual. Check the figure; if it is right, confirm it."
                ),
                count=len(past),
                **_values(kpi, value, usual),
            )


def check_figure_is_like_its_peers(lines: ReturnLines) -> Iterator[Finding]:
    """A rate or an average far from that of the other places, where the place's own past is too short to tell.

    Totals are left alone: a large province is no outlier.
    """
    for kpi, rows in _comparable(lines):
        values = [(line, value) for line in rows if (value := _value(kpi, line)) is not None]
        if len(values) <= PEERS_AT_LEAST:
            continue
        usual = usual_of([value for _, value in values], least=_least_spread(kpi))
        for line, value in values:
            if len(_past(line)) >= PAST_AT_LEAST or usual.has(value) or any(_jumps(kpi, line)):
                continue
            yield finding_at(
                line.numerator.at,
                "unlike_its_peers",
                Severity.CONFIRM,
                mark(
                    "KPI {kpi}: {value} is unusual among the {count} places of this return, whose median is "
                    "{median}; from {low} to {high} would be usual. Check the figure; if it is right, confirm it."
                ),
                count=len(values),
                **_values(kpi, value, usual),
            )


def _asked(lines: ReturnLines) -> Iterator[Asked]:
    return ((line.asked.kpi, line) for line in lines.figures if line.asked is not None)


def _comparable(lines: ReturnLines) -> Iterator[tuple[Kpi, list[FigureLine]]]:
    """The figures of every KPI that mean the same in a large place and in a small one."""
    by_kpi: dict[str, list[FigureLine]] = {}
    for line in lines.figures:
        by_kpi.setdefault(line.kpi, []).append(line)
    for asked in lines.form.asked:
        kpi = asked.kpi
        if kpi.grain is Grain.PROVINCE and (kpi.is_ratio or kpi.aggregation is Aggregation.MEAN):
            yield kpi, [line for line in by_kpi.get(kpi.code, []) if line.asked is not None]


def _past(line: FigureLine) -> Sequence[float]:
    return line.asked.history.get(line.province, ()) if line.asked else ()


def _value(kpi: Kpi, line: FigureLine) -> float | None:
    """The figure in the KPI's unit; None where it is not there or makes no sense."""
    if not line.numerator.is_number:
        return None
    if not kpi.is_ratio:
        return line.numerator.number
    if not line.denominator.is_number or line.denominator.number <= 0:
        return None
    return kpi.per * line.numerator.number / line.denominator.number


def _jumps(kpi: Kpi, line: FigureLine) -> Iterator[tuple[Entry, float, float]]:
    """The cells of a figure that are out by the factor of a unit: the cell, what is usual, the factor."""
    for entry, past in _counts(kpi, line):
        counted = [abs(value) for value in past if value]
        if not entry.is_number or not entry.number or len(counted) < PAST_FOR_UNITS:
            continue
        usual = median(counted)
        times = max(abs(entry.number) / usual, usual / abs(entry.number))
        for factor in UNITS:
            if factor / ABOUT <= times <= factor * ABOUT:
                yield entry, usual, factor


def _counts(kpi: Kpi, line: FigureLine) -> Iterator[tuple[Entry, Sequence[float]]]:
    """What was counted, cell by cell, with what stood there before."""
    past = _past(line)
    if line.asked is None or not kpi.is_ratio:
        yield line.numerator, past
        return
    below = line.asked.denominators.get(line.province, ())
    yield line.numerator, [value * whole / kpi.per for value, whole in zip(past, below, strict=True)]
    yield line.denominator, below


def _least_spread(kpi: Kpi) -> float:
    """One in a hundred of a ratio, one unit of the last digit that is shown of anything else."""
    return kpi.per / 100 if kpi.is_ratio else 10.0**-kpi.decimals


def _values(kpi: Kpi, value: float, usual: Usual) -> dict[str, object]:
    figures = {"value": value, "median": usual.median, "low": usual.low, "high": usual.high}
    return {"kpi": kpi.code, **{name: _shown(kpi, figure) for name, figure in figures.items()}}


def _shown(kpi: Kpi, value: float) -> float:
    return round(value, max(kpi.decimals, 2))
