"""The sheets of what the plan aims at: strategies, goals and target groups."""

from domain.text import mark
from plan_workbook.layout.shape import SheetLayout, own_code, reference, words_in_both

NAME = mark("Name")
CODE = mark("Code")
CODE_MEANING = mark("Short, unique on this sheet, and never changed later: figures are kept under it.")

STRATEGIES = SheetLayout(
    name="strategies",
    title=mark("Strategies"),
    guidance=mark("One row to each strategy, in the order in which they are shown."),
    columns=(
        own_code(CODE, CODE_MEANING),
        *words_in_both("name", NAME, mark("The strategy's title."), width=60.0),
    ),
    identity=("code",),
    names=("name",),
    required=True,
)

GOALS = SheetLayout(
    name="goals",
    title=mark("Goals"),
    guidance=mark("One row to each goal. A goal belongs to one strategy."),
    columns=(
        own_code(CODE, CODE_MEANING),
        reference(
            "strategy",
            mark("Strategy"),
            mark("Code of the strategy that the goal belongs to."),
            to="strategies",
            required=True,
        ),
        *words_in_both("name", NAME, mark("The goal's title."), width=60.0),
    ),
    identity=("code",),
    names=("name",),
    required=True,
)

TARGET_GROUPS = SheetLayout(
    name="target_groups",
    title=mark("Target groups"),
    guidance=mark("People whom KPIs are about. The sheet may stay empty."),
    columns=(own_code(CODE, CODE_MEANING), *words_in_both("name", NAME, mark("The group's name."))),
    identity=("code",),
    names=("name",),
)
