"""Figures that are unlike their past, their peers or the plan, and what flagships say."""

from dataclasses import replace

from domain.kpi import Accumulation, Grain
from domain.plan import BudgetYear
from tests.builders import YEAR, a_flagship, a_kpi, a_milestone, a_plan, a_province, a_ratio
from tests.kpi_returns.builders import WORDS, a_form, a_sheet, book_of, knowing, the_identity
from tests.kpi_returns.catalogue.example import WHOLE_HEAD, Example, of_rows, of_whole

K1 = a_form(a_kpi("K1"))
KNOWN = knowing(a_form(a_kpi("K1", decimals=1)), 100.0, 110.0, 90.0, 105.0, 95.0, 100.0)
RUNNING = knowing(a_form(a_kpi("K1", accumulation=Accumulation.LATEST)), before=240.0)
PEERS = a_form(
    a_ratio("K1", grain=Grain.PROVINCE),
    plan=a_plan(words=WORDS, provinces=tuple(a_province(str(code)) for code in range(10, 21))),
)
RATES = [(str(code), 80 if code == 20 else 50, 100) for code in range(10, 21)]
MILESTONE = replace(a_form(), milestones=(a_milestone("M1"),), complete_before={"M1": 0.57})
MONEY = replace(a_form(), flagships=(a_flagship("F1"),), disbursed_before={"F1": 50.0})
BUDGET = BudgetYear(flagship="F1", year=YEAR, quarters=(10e6, 10e6, 20e6, 10e6))
FINANCED = replace(MONEY, plan=a_plan(words=WORDS, budgets=(BUDGET,)))
MILESTONES = ("milestone", "complete")
BUDGETS = ("flagship", "committed", "disbursed")
EXPLANATIONS = ("kpi", "cause", "action", "by")
# The row above a row of keys holds its labels.
FIGURE = (WHOLE_HEAD, ("K1", None, 5), ("ตัวชี้วัด", "สาเหตุ"))
TARGETS = ("kpi", "target", "numerator")


def unexplained(cause: str | None, action: str | None) -> Example:
    """A KPI that will be critical, and what is said of it."""
    return Example(
        code="explanation_missing",
        make=lambda: book_of(
            a_sheet("S", *FIGURE, EXPLANATIONS, ("K1", cause, action, None)), the_identity()
        ),
        critical=frozenset({"K1"}),
    )


EXAMPLES = (
    of_whole("unit_jump", ("K1", None, 100_000), form=KNOWN),
    of_whole("unit_jump", ("K1", None, 0.1), form=KNOWN),
    of_whole("unlike_its_past", ("K1", None, 151), form=KNOWN),
    of_rows("unlike_its_peers", ("province", "K1 | numerator", "K1 | denominator"), *RATES, form=PEERS),
    of_whole("running_total_fell", ("K1", None, 239), form=RUNNING),
    of_rows("milestone_fell", MILESTONES, ("M1", "55%"), form=MILESTONE),
    of_rows("money_fell", BUDGETS, ("F1", 90, 49), form=MONEY),
    of_rows("complete_ambiguous", MILESTONES, ("M1", 0.85), form=MILESTONE),
    of_rows("complete_out_of_range", MILESTONES, ("M1", 101), form=MILESTONE),
    of_rows("percent_instead_of_money", BUDGETS, ("F1", "85%", None), form=MONEY),
    of_rows("money_in_another_unit", BUDGETS, ("F1", 25, None), form=FINANCED),
    of_rows("money_above_budget", BUDGETS, ("F1", 51e6, None), form=FINANCED),
    of_rows("disbursed_above_committed", BUDGETS, ("F1", 80, 81), form=MONEY),
    of_rows("money_negative", BUDGETS, ("F1", -1, None), form=MONEY),
    of_rows("target_differs", TARGETS, ("K1", 1200, 5), form=knowing(K1, target=1500.0)),
    of_rows("target_differs", TARGETS, ("K1", 1200, 5), form=K1),
    of_rows("explanation_date_unreadable", *FIGURE, EXPLANATIONS, ("K1", "ฝน", "เพิ่มทีม", "เร็ว ๆ นี้")),
    of_rows("explanation_not_asked", *FIGURE, EXPLANATIONS, ("K9", "ฝน", "เพิ่มทีม", None)),
    of_rows("explanation_twice", *FIGURE, EXPLANATIONS, *[("K1", "ฝน", "เพิ่มทีม", None)] * 2),
    unexplained("ฝน", None),
    unexplained(None, "เพิ่มทีม"),
    unexplained(None, None),
)
