"""Faults of rows and columns: whose figures they are, and whether they stand there once."""

from dataclasses import replace

from tests.builders import a_flagship, a_kpi, a_milestone, a_plan
from tests.kpi_returns.builders import WORDS, a_form, by_province
from tests.kpi_returns.catalogue.example import WHOLE_HEAD, of_rows

HEAD = ("province", "name", "P1 | numerator")
KPI = replace(by_province(), provinces=("50",))
ONLY_50 = a_form(KPI)
WITH_57 = a_form(replace(KPI, provinces=("50", "57")))
CHIANG_MAI = ("50", "เชียงใหม่", 5)
PLAN = a_plan(words=WORDS)
ALIASED = a_form(
    KPI,
    plan=replace(PLAN, provinces=(replace(PLAN.provinces[0], aliases=("ชม.",)), *PLAN.provinces[1:])),
)
MILESTONE = replace(a_form(), milestones=(a_milestone("M1"),))
FLAGSHIP = replace(a_form(), flagships=(a_flagship("F1"),))
MILESTONES = ("milestone", "complete")
BUDGETS = ("flagship", "committed")

EXAMPLES = (
    of_rows("kpi_column_not_asked", (*HEAD, "P11 | numerator"), (*CHIANG_MAI, 6), form=ONLY_50),
    of_rows("kpi_column_not_asked", (*HEAD, "อื่น | numerator"), (*CHIANG_MAI, 6), form=ONLY_50),
    of_rows("kpi_row_not_asked", WHOLE_HEAD, ("K1", None, 5), ("K11", None, 6)),
    of_rows("kpi_row_not_asked", WHOLE_HEAD, ("K1", None, 5), ("อื่น", None, 6)),
    of_rows("milestone_not_asked", MILESTONES, ("M1", "85%"), ("M2", "5%"), form=MILESTONE),
    of_rows("flagship_not_asked", BUDGETS, ("F1", 90), ("F2", 5), form=FLAGSHIP),
    of_rows("column_left_out", (*HEAD, None), (*CHIANG_MAI, 99), form=ONLY_50),
    of_rows("kpi_column_twice", (*HEAD, "P1 | numerator"), (*CHIANG_MAI, 5), form=ONLY_50),
    of_rows("figure_twice", WHOLE_HEAD, ("K1", None, 5), ("K1", None, 6), form=a_form(a_kpi("K1"))),
    of_rows("milestone_twice", MILESTONES, ("M1", "85%"), ("M1", "86%"), form=MILESTONE),
    of_rows("flagship_twice", BUDGETS, ("F1", 90), ("F1", 91), form=FLAGSHIP),
    of_rows("place_unknown", HEAD, CHIANG_MAI, (None, "เชียงไหม", 1), form=ONLY_50),
    of_rows("place_unknown", HEAD, CHIANG_MAI, (None, "ลอนดอน", 1), form=ONLY_50),
    of_rows("place_missing", HEAD, CHIANG_MAI, (None, None, 1), form=ONLY_50),
    of_rows("place_contradicted", HEAD, CHIANG_MAI, ("57", "ภูเก็ต", 1), form=ONLY_50),
    of_rows("place_read_by_code", HEAD, CHIANG_MAI, ("57", "เชียงร้าย", 1), form=WITH_57),
    of_rows("place_read_by_alias", HEAD, (None, "ชม.", 5), form=ALIASED),
    of_rows("subtotal_left_out", HEAD, CHIANG_MAI, (None, "รวม", 5), form=ONLY_50),
    of_rows("place_not_expected", HEAD, CHIANG_MAI, ("57", "เชียงราย", 5), form=ONLY_50),
    of_rows("kpi_not_reported", WHOLE_HEAD, ("K1", None, 5), form=a_form(a_kpi("K1"), a_kpi("K2"))),
    of_rows("places_not_reported", HEAD, CHIANG_MAI, form=WITH_57),
    of_rows(
        "milestones_not_reported",
        MILESTONES,
        ("M1", "85%"),
        form=replace(MILESTONE, milestones=(a_milestone("M1"), a_milestone("M2"))),
    ),
)
