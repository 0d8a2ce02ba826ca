"""Where things stand in a return, named once for the writer and the reader.

Every table has a row of keys. The reader finds a table by its keys, on whatever sheet, row and column
they stand, and reads the rows below them down to the next row of keys.
"""

from dataclasses import dataclass
from enum import StrEnum

TEMPLATE = "kpi-return-2"
# Returns of the first layout, which had no explanations and no figures before by province, still come back.
KNOWN_TEMPLATES = frozenset({"kpi-return-1", TEMPLATE})
IDENTITY_SHEET = "_return"
SEPARATOR = "|"


class IdentityKey(StrEnum):
    """The lines of the hidden sheet."""

    TEMPLATE = "template"
    DEPARTMENT = "department"
    FISCAL_YEAR = "fiscal_year"
    CLOSING_MONTH = "closing_month"
    PLAN_NUMBER = "plan_number"


class Key(StrEnum):
    """The keys of columns, apart from those of a KPI in the table of provinces."""

    KPI = "kpi"
    PROVINCE = "province"
    MILESTONE = "milestone"
    FLAGSHIP = "flagship"
    NAME = "name"
    COUNTED = "counted"
    UNIT = "unit"
    TARGET = "target"
    BEFORE = "before"
    NUMERATOR = "numerator"
    DENOMINATOR = "denominator"
    NOTE = "note"
    PLANNED_END = "planned_end"
    COMPLETE = "complete"
    BUDGET = "budget"
    COMMITTED = "committed"
    DISBURSED = "disbursed"
    STATUS = "status"
    CAUSE = "cause"
    ACTION = "action"
    BY = "by"
    SUPPORT = "support"


class Part(StrEnum):
    """Which figure of a KPI a column of the table of provinces holds."""

    NUMERATOR = "numerator"
    DENOMINATOR = "denominator"


@dataclass(frozen=True, slots=True, kw_only=True)
class TableLayout:
    """One kind of table: the key that names its rows, its columns in the order they are drawn, its inputs."""

    rows: Key
    columns: tuple[Key, ...]
    inputs: frozenset[Key]


WHOLE = TableLayout(
    rows=Key.KPI,
    columns=(
        Key.KPI,
        Key.NAME,
        Key.COUNTED,
        Key.UNIT,
        Key.TARGET,
        Key.BEFORE,
        Key.NUMERATOR,
        Key.DENOMINATOR,
        Key.NOTE,
    ),
    inputs=frozenset({Key.NUMERATOR, Key.DENOMINATOR, Key.NOTE}),
)
PROVINCES = TableLayout(rows=Key.PROVINCE, columns=(Key.PROVINCE, Key.NAME), inputs=frozenset())
MILESTONES = TableLayout(
    rows=Key.MILESTONE,
    columns=(Key.MILESTONE, Key.NAME, Key.PLANNED_END, Key.BEFORE, Key.COMPLETE, Key.NOTE),
    inputs=frozenset({Key.COMPLETE, Key.NOTE}),
)
BUDGETS = TableLayout(
    rows=Key.FLAGSHIP,
    columns=(Key.FLAGSHIP, Key.NAME, Key.BUDGET, Key.COMMITTED, Key.DISBURSED),
    inputs=frozenset({Key.COMMITTED, Key.DISBURSED}),
)
EXPLANATIONS = TableLayout(
    rows=Key.KPI,
    columns=(Key.KPI, Key.NAME, Key.STATUS, Key.CAUSE, Key.ACTION, Key.BY, Key.SUPPORT),
    inputs=frozenset({Key.CAUSE, Key.ACTION, Key.BY, Key.SUPPORT}),
)
LAYOUTS = (WHOLE, PROVINCES, MILESTONES, BUDGETS, EXPLANATIONS)


def column_key(kpi: str, part: Part) -> str:
    """The key of a KPI's column in the table of provinces, such as "1.1 | numerator"."""
    return f"{kpi} {SEPARATOR} {part.value}"


def before_key(kpi: str) -> str:
    """The key of the column that shows a KPI's figures of the period before, such as "1.1 | before"."""
    return f"{kpi} {SEPARATOR} {Key.BEFORE.value}"


def is_before_key(key: str) -> bool:
    """Whether a column only shows what was reported before."""
    code, separator, shown = (piece.strip() for piece in key.rpartition(SEPARATOR))
    return bool(code and separator) and shown == Key.BEFORE


def split_column_key(key: str) -> tuple[str, Part] | None:
    """The KPI and the part that such a key names; None for any other words."""
    code, separator, part = (piece.strip() for piece in key.rpartition(SEPARATOR))
    if not separator or not code or part not in list(Part):
        return None
    return code, Part(part)
