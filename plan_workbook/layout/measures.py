"""The sheet of KPIs and those of their owners."""

from domain.fiscal import Frequency
from domain.kpi import (
    Accumulation,
    Aggregation,
    Denominator,
    Grain,
    LevelsOf,
    Polarity,
    Projection,
    Scale,
    Sharing,
)
from domain.text import mark
from plan_workbook.layout.aims import CODE, CODE_MEANING, NAME
from plan_workbook.layout.shape import (
    Kind,
    SheetLayout,
    choice,
    day,
    number,
    own_code,
    reference,
    references,
    words_in_both,
    yes_no,
)

KPI = mark("KPI")
KPI_MEANING = mark("Code of the KPI.")

KPIS = SheetLayout(
    name="kpis",
    title=mark("KPIs"),
    guidance=mark(
        "One row to each KPI. Nothing is guessed from its name or unit: each column decides how it is measured and judged."
    ),
    columns=(
        own_code(CODE, CODE_MEANING),
        reference(
            "goal",
            mark("Goal"),
            mark("Code of the one goal that the KPI belongs to."),
            to="goals",
            required=True,
        ),
        reference(
            "flagship",
            mark("Flagship"),
            mark("Code of the flagship that the KPI also belongs to, if any."),
            to="flagships",
        ),
        *words_in_both("name", NAME, mark("The KPI's name."), width=50.0),
        *words_in_both("unit", mark("Unit"), mark("For example persons, percent, level."), width=14.0),
        choice("polarity", mark("Polarity"), mark("Which way is good."), Polarity, required=True),
        choice(
            "accumulation",
            mark("Accumulation"),
            mark("How figures add up over the periods of a year."),
            Accumulation,
            required=True,
        ),
        choice(
            "denominator",
            mark("Denominator"),
            mark("Whether the KPI is a ratio, and how its denominator adds up. Blank: none."),
            Denominator,
        ),
        choice(
            "aggregation",
            mark("Aggregation"),
            mark("How figures add up over places and departments."),
            Aggregation,
            required=True,
        ),
        choice(
            "scale", mark("Scale"), mark("How an actual becomes a score of 0 to 5."), Scale, required=True
        ),
        choice(
            "levels_of",
            mark("Levels of"),
            mark("What the levels are read against. Blank: percent_of_target."),
            LevelsOf,
        ),
        number(
            "weight",
            mark("Weight"),
            mark("The KPI's weight among all KPIs of the plan; they should sum to 100."),
            required=True,
            lowest=0,
        ),
        choice(
            "frequency",
            mark("Frequency"),
            mark("The kind of period that is reported."),
            Frequency,
            required=True,
        ),
        choice(
            "grain",
            mark("Grain"),
            mark("Whether figures are reported by province or as one whole."),
            Grain,
            required=True,
        ),
        choice(
            "sharing",
            mark("Sharing"),
            mark("With several owners: one keeper reports all, or the owners report parts. Blank: keeper."),
            Sharing,
        ),
        references(
            "target_groups",
            mark("Target groups"),
            mark("Codes of the target groups, parted by |."),
            to="target_groups",
        ),
        *words_in_both("definition", mark("Definition"), mark("What exactly is counted."), width=40.0),
        *words_in_both(
            "numerator_name",
            mark("Numerator"),
            mark("What the numerator counts, as the return asks for it."),
            width=24.0,
        ),
        *words_in_both(
            "denominator_name",
            mark("Name of the denominator"),
            mark("What the denominator counts."),
            width=24.0,
        ),
        *words_in_both("source", mark("Source"), mark("Where the figures come from."), width=24.0),
        *words_in_both(
            "responsible", mark("Responsible"), mark("Who answers questions about it."), width=24.0
        ),
        number(
            "per",
            mark("Per how many"),
            mark(
                "A ratio is numerator × per / denominator: 100 for a percentage, 1000 for a rate in a thousand. Blank: 1."
            ),
            above=0,
        ),
        number(
            "decimals",
            mark("Decimals"),
            mark("How many decimals are shown. Blank: 0."),
            kind=Kind.WHOLE,
            lowest=0,
            highest=6,
        ),
        yes_no(
            "numerator_within_denominator",
            mark("Numerator within denominator"),
            mark("yes where the numerator can never exceed the denominator. Blank: no."),
        ),
        number(
            "minimum",
            mark("Minimum"),
            mark("The lowest plausible figure of one cell; blank where there is none."),
        ),
        number(
            "maximum",
            mark("Maximum"),
            mark("The highest plausible figure of one cell; blank where there is none."),
        ),
        references(
            "provinces",
            mark("Provinces"),
            mark("Codes of the provinces that report, parted by |. Blank: all."),
            to="provinces",
        ),
        reference(
            "phasing",
            mark("Phasing"),
            mark("Code of the phasing by which a year's total comes in. Blank: evenly."),
            to="phasings",
        ),
        choice(
            "projection",
            mark("Projection"),
            mark("The phasing of the year-end projection: the plan's, or learnt from the past. Blank: plan."),
            Projection,
        ),
        yes_no(
            "target_in_every_place",
            mark("Target in every place"),
            mark("no where the whole's target does not apply in each place. Blank: yes."),
        ),
        day(
            "due_from",
            mark("Due from"),
            mark("First day on which the KPI counts. Blank: from the start of the plan."),
        ),
        day(
            "cancelled_on",
            mark("Cancelled on"),
            mark("First day on which the KPI counts no longer. Blank: never."),
        ),
    ),
    identity=("code",),
    names=("name", "unit"),
    required=True,
)

KPI_OWNERS = SheetLayout(
    name="kpi_owners",
    title=mark("Owners of KPIs"),
    guidance=mark("One row to each department that answers for a KPI."),
    columns=(
        reference("kpi", KPI, KPI_MEANING, to="kpis", required=True),
        reference(
            "department", mark("Department"), mark("Code of the owner."), to="departments", required=True
        ),
        number(
            "weight",
            mark("Weight"),
            mark("The KPI's weight in this department's own score. Blank: the KPI's own."),
            lowest=0,
        ),
        yes_no("keeper", mark("Keeper"), mark("yes for the one owner that reports all of it. Blank: no.")),
    ),
    identity=("kpi", "department"),
    required=True,
)
