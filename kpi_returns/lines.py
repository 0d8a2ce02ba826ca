"""What the rows of a return say, before it is judged."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from domain import kpi_return
from domain.kpi import Grain
from domain.kpi_return import Asked, ReturnForm
from kpi_returns.days import DayEntry
from kpi_returns.entries import Entry
from kpi_returns.identity import Identity
from kpi_returns.places import ReadPlace
from kpi_returns.tables import Heading


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceLine:
    """A row of the table of provinces in which something is filled in. `written` is its name or code."""

    at: kpi_return.Cell
    written: str
    place: ReadPlace


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureLine:
    """One KPI at one place (province code, empty for the whole), of which something is filled in.

    `kpi` is the code as written; `asked` None where this return does not ask for it in such a table;
    `row_at` is the cell that names the row.
    """

    kpi: str
    asked: Asked | None
    province: str
    numerator: Entry
    denominator: Entry
    row_at: kpi_return.Cell
    note: str = ""

    @property
    def has_denominator(self) -> bool:
        """Whether something stands where the denominator belongs."""
        return not self.denominator.is_blank


@dataclass(frozen=True, slots=True, kw_only=True)
class MilestoneLine:
    """A milestone's row in which something is filled in. `code` as written."""

    code: str
    at: kpi_return.Cell
    complete: Entry
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetLine:
    """A flagship's row in which something is filled in. `code` as written."""

    code: str
    at: kpi_return.Cell
    committed: Entry
    disbursed: Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class ExplanationLine:
    """A KPI's row of explanations in which something is filled in. `kpi` as written, `asked` None where it is not.

    `first` is the first cell that is filled in; `broken` are those that hold a failed formula.
    """

    kpi: str
    asked: Asked | None
    at: kpi_return.Cell
    first: kpi_return.Cell
    cause: str
    action: str
    by: DayEntry
    support: str
    broken: tuple[Entry, ...] = ()

    @property
    def says_something(self) -> bool:
        """Whether anything of it can be kept."""
        return bool(self.cause or self.action or self.support or self.by.day)


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetLine:
    """The target to date that the file shows for a KPI. `kpi` is the code as written."""

    kpi: str
    written: Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnLines:
    """All that a return says, for the checks. Rows in which nothing is filled in are not here.

    `explaining` tells where cause and action of a KPI are to be written, by its code.
    """

    form: ReturnForm
    identity: Identity
    headings: tuple[Heading, ...] = ()
    strangers: tuple[kpi_return.Cell, ...] = ()
    places: tuple[PlaceLine, ...] = ()
    figures: tuple[FigureLine, ...] = ()
    milestones: tuple[MilestoneLine, ...] = ()
    budgets: tuple[BudgetLine, ...] = ()
    explanations: tuple[ExplanationLine, ...] = ()
    targets: tuple[TargetLine, ...] = ()
    explaining: Mapping[str, tuple[kpi_return.Cell, kpi_return.Cell]] = field(default_factory=dict)
    has_tables: bool = True

    def entries(self) -> Iterator[Entry]:
        """Every cell for a number of the rows that are here, and cells for words whose formula failed."""
        for line in self.figures:
            yield line.numerator
            yield line.denominator
        for milestone in self.milestones:
            yield milestone.complete
        for budget in self.budgets:
            yield budget.committed
            yield budget.disbursed
        for explanation in self.explanations:
            yield from explanation.broken

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all is filled in."""
        figures = (entry for entry in self.entries() if not entry.is_blank)
        return not (any(figures) or self.places or self.explanations)


def places_of(asked: Asked, form: ReturnForm) -> tuple[str, ...]:
    """The places for which a KPI is asked: province codes, or the whole alone."""
    if asked.kpi.grain is Grain.WHOLE:
        return ("",)
    return asked.kpi.provinces or tuple(province.code for province in form.plan.provinces)
