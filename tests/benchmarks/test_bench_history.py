"""What it costs to look back: 40 KPIs × 77 provinces × 4 years of quarters. Run by hand: see `-s` for the figures."""

import time
from dataclasses import replace

from domain.text import Language
from kpi_returns.reading import read_return
from kpi_returns.writing import render_filled_return
from tests.benchmarks.test_bench_kpi_returns import answered, asked, best_of
from tests.builders import YEAR
from tests.data_access.builders import a_database, an_answer, at, keep_plan, publish
from use_cases.forms import load_form
from workbooks.reading import Upload, read_workbook

LOADING_SECONDS, JUDGING_SECONDS = 1.0, 0.8


def test_a_form_with_four_years_behind_it_is_loaded_and_judged_within_its_time(database_url: str) -> None:
    database = a_database(database_url)
    blank = asked()
    plan = blank.plan
    keep_plan(database, plan)
    for year in range(YEAR - 3, YEAR + 1):
        for month in (3, 6, 9, 12)[: 4 if year < YEAR else 3]:
            figures = {
                (o.kpi, o.province): (o.numerator, o.denominator) if o.denominator else o.numerator
                for o in answered(blank).observations
            }
            publish(database, plan, an_answer(month, figures, year=year), at(month))
    with database.reading() as connection:
        department = blank.department.code
        seconds, form = best_of(
            "load form",
            lambda: load_form(database, connection, department=department, year=YEAR, month=12),
        )
    assert len(form.asked[0].history["10"]) == 15
    content = render_filled_return(form, replace(answered(form), month=12), Language.THAI)
    workbook = read_workbook(Upload(name="q4.xlsx", content=content))
    begun = time.perf_counter()
    reading = read_return(workbook, lambda *_: form)
    judging = time.perf_counter() - begun
    print(f"judge: {judging:.3f} s")  # noqa: T201
    database.close()
    assert reading.answered is not None
    assert seconds <= LOADING_SECONDS
    assert judging <= JUDGING_SECONDS
