"""The sheet "plan": one line to each setting of the whole plan."""

from domain.fiscal import Era
from domain.text import Language, mark
from plan_workbook.layout.shape import Column, Kind, SheetLayout, choice, number, words_in_both, year

KEY, VALUE, MEANING = "key", "value", "meaning"
YEARS_MEANING = mark("As the organisation writes its years: B.E. and C.E. are both understood.")

PLAN_FIELDS: tuple[Column, ...] = (
    *words_in_both(
        "title", mark("Title of the plan"), mark("Shown at the head of every screen and document.")
    ),
    *words_in_both("organisation", mark("Organisation"), mark("The full name of the organisation.")),
    *words_in_both("vision", mark("Vision"), mark("Shown on the overview.")),
    *words_in_both("motto", mark("Motto"), mark("Shown beside the vision.")),
    *words_in_both(
        "notice",
        mark("Notice on every screen"),
        mark("A sentence shown on every screen, for example that the data are a sample."),
    ),
    *words_in_both("currency", mark("Currency"), mark("The unit of every budget, for example baht.")),
    choice(
        "language", mark("First language"), mark("The language in which screens open. Blank: th."), Language
    ),
    choice("era", mark("Era"), mark("How years are written: BE (B.E.) or CE (C.E.). Blank: BE."), Era),
    number(
        "first_month",
        mark("First month"),
        mark("The calendar month (1 to 12) with which a fiscal year begins. Blank: 10, October."),
        kind=Kind.WHOLE,
        lowest=1,
        highest=12,
    ),
    year(YEARS_MEANING, mark("First fiscal year"), key="first_year"),
    year(YEARS_MEANING, mark("Last fiscal year"), key="last_year"),
    Column(
        key="rounds",
        label=mark("Rounds"),
        meaning=mark(
            "The months of the fiscal year (1 to 12) that close a round, in order, parted by |. Blank: 6|9|12."
        ),
        kind=Kind.WHOLES,
        lowest=1,
        highest=12,
    ),
    number(
        "on_track",
        mark("On track from"),
        mark("The lowest score (0 to 5) that is on track. Blank: 4."),
        lowest=0,
        highest=5,
    ),
    number(
        "watch",
        mark("Watch from"),
        mark("The lowest score (0 to 5) that is only watched. Blank: 3."),
        lowest=0,
        highest=5,
    ),
    number(
        "at_risk",
        mark("At risk from"),
        mark("The lowest score (0 to 5) that is at risk; below it is critical. Blank: 2."),
        lowest=0,
        highest=5,
    ),
    number(
        "minimum_coverage",
        mark("Minimum coverage"),
        mark(
            "The share of weight with certified figures (0 to 1, or a percentage) below which no status is given. Blank: 0.5."
        ),
        kind=Kind.SHARE,
        lowest=0,
        highest=1,
    ),
    number(
        "progress_on_track",
        mark("Flagship on track from"),
        mark(
            "The lowest difference of actual and planned progress (-1 to 1) that is on track. Blank: -0.05."
        ),
        kind=Kind.SHARE,
        lowest=-1,
        highest=1,
    ),
    number(
        "progress_watch",
        mark("Flagship watch from"),
        mark(
            "The lowest difference of actual and planned progress (-1 to 1) that is only watched. Blank: -0.15."
        ),
        kind=Kind.SHARE,
        lowest=-1,
        highest=1,
    ),
    number(
        "progress_at_risk",
        mark("Flagship at risk from"),
        mark("The lowest difference of actual and planned progress (-1 to 1) that is at risk. Blank: -0.30."),
        kind=Kind.SHARE,
        lowest=-1,
        highest=1,
    ),
    number(
        "middle_points",
        mark("Points of the middle value"),
        mark("What the middle value of the scale three_steps is worth, between 50 and 100. Blank: 75."),
        lowest=0,
        highest=100,
    ),
    Column(
        key="subtotals",
        label=mark("Subtotal words"),
        meaning=mark("Words with which subtotal rows of returns begin, parted by |. Such rows are left out."),
        kind=Kind.WORDS,
    ),
    Column(
        key="not_reported",
        label=mark("Not-reported words"),
        meaning=mark("Words that mean “not reported” in a cell of a return, parted by |."),
        kind=Kind.WORDS,
    ),
    Column(
        key="province_prefixes",
        label=mark("Province prefixes"),
        meaning=mark("What may stand before a province's name, parted by |."),
        kind=Kind.WORDS,
    ),
    Column(
        key="time_zone",
        label=mark("Time zone"),
        meaning=mark("The organisation's clocks, by the IANA name of their zone. Blank: Asia/Bangkok."),
    ),
)

PLAN = SheetLayout(
    name="plan",
    title=mark("The plan"),
    guidance=mark(
        "One line to each setting of the whole plan. Fill the column “value”; a blank line takes what its explanation says."
    ),
    columns=(
        Column(
            key=KEY,
            label=mark("Setting"),
            meaning=mark("Do not change this column."),
            kind=Kind.CODE,
            required=True,
            width=20.0,
        ),
        Column(key=VALUE, label=mark("Value"), meaning=mark("What the plan says."), width=60.0),
        Column(
            key=MEANING,
            label=mark("Explanation"),
            meaning=mark("For the reader; not read by the system."),
            width=80.0,
        ),
    ),
    identity=(KEY,),
    names=("title", "organisation"),
    required=True,
)
