"""The sheets of flagships, and of how a year is cut: phasings and due dates."""

from domain.text import mark
from plan_workbook.layout.aims import CODE, CODE_MEANING, NAME
from plan_workbook.layout.shape import (
    Kind,
    SheetLayout,
    day,
    number,
    numbered,
    own_code,
    reference,
    references,
    words_in_both,
    year,
)
from plan_workbook.layout.years import YEAR, YEAR_MEANING

FLAGSHIP_MEANING = mark("Code of the flagship.")

FLAGSHIPS = SheetLayout(
    name="flagships",
    title=mark("Flagships"),
    guidance=mark("One row to each flagship project. The sheet may stay empty."),
    columns=(
        own_code(CODE, CODE_MEANING),
        *words_in_both("name", NAME, mark("The project's name."), width=44.0),
        reference(
            "lead",
            mark("Leading department"),
            mark("Code of the department that reports on it."),
            to="departments",
            required=True,
        ),
        references(
            "departments",
            mark("Other departments"),
            mark("Codes of those that take part, parted by |."),
            to="departments",
        ),
        reference(
            "strategy",
            mark("Strategy"),
            mark("Code of the strategy that it serves, if one."),
            to="strategies",
        ),
        *words_in_both(
            "description", mark("Description"), mark("What it does, in a sentence or two."), width=44.0
        ),
        *words_in_both(
            "responsible", mark("Responsible"), mark("Who answers questions about it."), width=24.0
        ),
    ),
    identity=("code",),
    names=("name",),
)

MILESTONES = SheetLayout(
    name="milestones",
    title=mark("Milestones"),
    guidance=mark("The dated steps of each flagship."),
    columns=(
        own_code(CODE, CODE_MEANING),
        reference("flagship", mark("Flagship"), FLAGSHIP_MEANING, to="flagships", required=True),
        *words_in_both("name", NAME, mark("What will have been done."), width=44.0),
        number(
            "weight",
            mark("Weight"),
            mark("Relative to the flagship's other milestones."),
            required=True,
            lowest=0,
        ),
        day("planned_start", mark("Planned start"), mark("First day of the step."), required=True),
        day("planned_end", mark("Planned end"), mark("Last day of the step."), required=True),
        reference(
            "department",
            mark("Department"),
            mark("Code of the department that does it. Blank: the leading one."),
            to="departments",
        ),
    ),
    identity=("code",),
    names=("name",),
)

BUDGETS = SheetLayout(
    name="budgets",
    title=mark("Budgets"),
    guidance=mark("The planned budget of each flagship, by fiscal year and quarter, in the plan's currency."),
    columns=(
        reference("flagship", mark("Flagship"), FLAGSHIP_MEANING, to="flagships", required=True),
        year(YEAR_MEANING, YEAR),
        *numbered(
            number(
                "q",
                mark("Quarter {suffix}"),
                mark("Planned for that quarter alone; write 0 where nothing is planned."),
                required=True,
                lowest=0,
            ),
            4,
        ),
    ),
    identity=("flagship", "year"),
)

PHASINGS = SheetLayout(
    name="phasings",
    title=mark("Phasings"),
    guidance=mark(
        "How a year's total is expected to come in: the cumulative share at the end of each fiscal month, rising to 1 (100 %)."
    ),
    columns=(
        own_code(CODE, CODE_MEANING),
        *words_in_both("name", NAME, mark("The phasing's name.")),
        *numbered(
            number(
                "month_",
                mark("Month {suffix}"),
                mark("Cumulative share (0 to 1, or a percentage) at the end of that fiscal month."),
                kind=Kind.SHARE,
                required=True,
            ),
            12,
        ),
    ),
    identity=("code",),
    names=("name",),
)

CALENDAR = SheetLayout(
    name="calendar",
    title=mark("Due dates"),
    guidance=mark("When the return that closes with a fiscal month is due."),
    columns=(
        number(
            "closing_month",
            mark("Closing month"),
            mark("Month of the fiscal year (1 to 12)."),
            required=True,
            kind=Kind.WHOLE,
            lowest=1,
            highest=12,
        ),
        number(
            "days_after",
            mark("Days after"),
            mark("How many days after the month's end the return is due."),
            required=True,
            kind=Kind.WHOLE,
            lowest=0,
        ),
    ),
    identity=("closing_month",),
)
