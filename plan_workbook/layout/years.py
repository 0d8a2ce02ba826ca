"""The sheets of what differs by year: weights and baselines, levels, targets."""

from domain.fiscal import Frequency
from domain.text import mark
from plan_workbook.layout.measures import KPI, KPI_MEANING
from plan_workbook.layout.shape import (
    Column,
    Kind,
    SheetLayout,
    choice,
    day,
    family_of,
    number,
    numbered,
    reference,
    year,
)

ROUND_WEIGHT_PREFIX = "weight_round_"
YEAR = mark("Fiscal year")
YEAR_MEANING = mark("A fiscal year of the plan, in B.E. or C.E.")
LEVEL_MEANING = mark("The value that earns that many points of 5. The lowest ones may be blank.")

KPI_YEARS = SheetLayout(
    name="kpi_years",
    title=mark("KPIs by year"),
    guidance=mark("Only what differs in a year from the sheet “kpis”: a row may be left out."),
    columns=(
        reference("kpi", KPI, KPI_MEANING, to="kpis", required=True),
        year(YEAR_MEANING, YEAR),
        number("weight", mark("Weight"), mark("The weight in this year. Blank: as usual."), lowest=0),
        family_of(
            number(
                ROUND_WEIGHT_PREFIX,
                mark("Weight in round {suffix}"),
                mark("The weight in that round: fill all rounds or none."),
                lowest=0,
            )
        ),
        number(
            "baseline",
            mark("Baseline"),
            mark(
                "The value at the start of the year, from which a level moves to its target in a straight line."
            ),
        ),
        choice(
            "frequency",
            mark("Frequency"),
            mark("The kind of period in this year. Blank: as usual."),
            Frequency,
        ),
    ),
    identity=("kpi", "year"),
)

LEVELS = SheetLayout(
    name="levels",
    title=mark("Levels"),
    guidance=mark(
        "The levels of the scales five_levels, five_steps and milestone (level_1 to level_5) and of three_steps (points_50 to points_100)."
    ),
    columns=(
        reference("kpi", KPI, KPI_MEANING, to="kpis", required=True),
        year(mark("A fiscal year of the plan. Blank: every year."), YEAR, required=False),
        Column(
            key="round",
            label=mark("Round"),
            meaning=mark("Number of the round (1 for the first). Blank: the whole year."),
            kind=Kind.PERIOD,
            width=8.0,
        ),
        *numbered(number("level_", mark("Level {suffix}"), LEVEL_MEANING), 5),
        number("points_50", mark("50 points"), mark("Scale three_steps: the value that earns 50 points.")),
        number(
            "points_middle",
            mark("Middle points"),
            mark("Scale three_steps: the value that earns the middle points of the plan."),
        ),
        number("points_100", mark("100 points"), mark("Scale three_steps: the value that earns 100 points.")),
    ),
    identity=("kpi", "year", "round"),
)

TARGETS = SheetLayout(
    name="targets",
    title=mark("Targets"),
    guidance=mark(
        "One row to each target. Never overwrite one: a revision is a new row with its date, reason and document."
    ),
    columns=(
        reference("kpi", KPI, KPI_MEANING, to="kpis", required=True),
        year(YEAR_MEANING, YEAR),
        Column(
            key="period",
            label=mark("Period"),
            meaning=mark(
                "Q1 to Q4, R1 for the first round, M1 to M12 for months of the fiscal year. Blank: the year."
            ),
            kind=Kind.PERIOD,
            width=10.0,
        ),
        reference(
            "department", mark("Department"), mark("Only for a target of one department."), to="departments"
        ),
        reference("province", mark("Province"), mark("Only for a target of one province."), to="provinces"),
        number(
            "value", mark("Target"), mark("In the KPI's unit. Blank where the KPI is to stay within a band.")
        ),
        number("low", mark("Lower end"), mark("Only for a KPI that is to stay within a band.")),
        number("high", mark("Upper end"), mark("Only for a KPI that is to stay within a band.")),
        day("revised_on", mark("Revised on"), mark("Date of the revision; blank for a target as first set.")),
        Column(key="reason", label=mark("Reason"), meaning=mark("Why it was revised."), width=40.0),
        Column(
            key="document",
            label=mark("Document"),
            meaning=mark("Number of the document that says so."),
            width=24.0,
        ),
    ),
    identity=("kpi", "year", "period", "department", "province", "revised_on"),
)
