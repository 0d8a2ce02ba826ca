"""How alike the words of a foreign workbook are to those by which the plan names a figure."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from domain.kpi import Grain
from domain.kpi_return import Asked, ReturnForm
from domain.text import Language, Text, mark
from house_style.wording import wording
from kpi_returns.entries import folded
from kpi_returns.layout import Part

LONGEST_COMPARED = 120
# A header that says a whole name and more, as with the period behind it, is that name.
CONTAINED = 0.9
# The name of a group of columns says less than that of a column.
IN_GROUP, HALF_SURE = 0.95, 0.9
FIGURE = mark("Figure")
WORTH_COMPARING = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A figure that is looked for, with its names as they are compared; the first is its KPI's code."""

    kpi: str
    part: Part
    names: tuple[str, ...]


def list_wanted(form: ReturnForm, grain: Grain) -> list[Wanted]:
    """The figures that a form asks for by province, or as a whole."""
    return [figure for asked in form.asked if asked.kpi.grain is grain for figure in _figures(asked)]


def _figures(asked: Asked) -> Iterator[Wanted]:
    kpi = asked.kpi
    if not kpi.is_ratio:
        yield _wanted(asked, Part.NUMERATOR, kpi.name, kpi.numerator_name)
        return
    yield _wanted(asked, Part.NUMERATOR, kpi.numerator_name or kpi.name)
    yield _wanted(asked, Part.DENOMINATOR, kpi.denominator_name)


def _wanted(asked: Asked, part: Part, *names: Text) -> Wanted:
    spellings = [folded(words) for name in names for words in (name.th, name.en)]
    # A denominator is not named by the code of its KPI, for that names the numerator too.
    code = asked.kpi.code if part is Part.NUMERATOR else ""
    return Wanted(kpi=asked.kpi.code, part=part, names=(code, *filter(None, spellings)))


def likeness(header: str, group: str, figure: Wanted) -> float:
    """How alike the words over a column, and those over its group, are to a figure's names, 0..1.

    In a group of columns that is named like the KPI, the column of the figure comes before that of the target.
    """
    own = _best(header, figure.names)
    if not group:
        return own
    return max(own, IN_GROUP * _best(group, figure.names) * (1.0 if _is_result(header) else HALF_SURE))


def _best(words: str, names: Sequence[str]) -> float:
    """The best of some names; the code of a KPI standing apart is enough."""
    code, *spellings = names
    if code and re.search(rf"(?<![\w.]){re.escape(code)}(?![\w.])", words[:LONGEST_COMPARED]):
        return 1.0
    said = folded(words)[:LONGEST_COMPARED]
    return max((_alike(said, name[:LONGEST_COMPARED]) for name in spellings), default=0.0)


def _is_result(header: str) -> bool:
    """Whether a header is the usual word for what was reached."""
    return any(folded(wording(language).say(FIGURE)) in folded(header) for language in Language)


def _alike(said: str, name: str) -> float:
    if not said:
        return 0.0
    if said == name:
        return 1.0
    if len(name) > len(said) / 3 and name in said:
        return CONTAINED
    matcher = SequenceMatcher(None, said, name, autojunk=False)
    # The quick answer is never too low, and it is all that most pairs of words are worth.
    quick = matcher.quick_ratio()
    return matcher.ratio() if quick >= WORTH_COMPARING else 0.0
