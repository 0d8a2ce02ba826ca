"""How long a return of 40 KPIs and 77 provinces takes to write, to read and to mark. Run by hand: see `-s` for the figures."""

import time
from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from domain.kpi_return import KpiReturn, ReturnForm
from domain.text import Language
from kpi_returns.annotating import render_annotated
from kpi_returns.reading import read_return
from kpi_returns.writing import render_blank_return, render_filled_return
from tests.builders import a_plan, a_province
from tests.kpi_returns.builders import WORDS, a_form, an_answer, by_province, observed, ratio_by_province
from workbooks.reading import Upload, read_workbook

KPIS, PROVINCES, RUNS = 40, 77, 5
WRITING_SECONDS, READING_SECONDS, PARSING_SECONDS, MARKING_SECONDS = 1.0, 0.6, 0.2, 3.0
Made = TypeVar("Made")


def asked() -> ReturnForm:
    """Twenty totals and twenty ratios by province, all with the figures of the period before."""
    kpis = [ratio_by_province(f"{n}.2") if n % 2 else by_province(f"{n}.1") for n in range(KPIS)]
    provinces = tuple(a_province(f"{10 + n}", name=f"จังหวัดที่ {10 + n}") for n in range(PROVINCES))
    form = a_form(*kpis, plan=a_plan(*kpis, words=WORDS, provinces=provinces))
    before = {"": 500.0} | {province.code: 6.5 for province in provinces}
    known = tuple(replace(question, target=900.0, before=before) for question in form.asked)
    return replace(form, asked=known, red=frozenset(kpi.code for kpi in kpis[:10]))


def answered(form: ReturnForm) -> KpiReturn:
    """Every cell filled."""
    return an_answer(
        form,
        *(
            observed(question.kpi.code, 7.0, 9.0 if question.kpi.is_ratio else None, province=province.code)
            for question in form.asked
            for province in form.plan.provinces
        ),
    )


def best_of(what: str, do: Callable[[], Made]) -> tuple[float, Made]:
    """The best time of some runs in seconds, and what came out."""
    seconds = []
    made = do()
    for _ in range(RUNS):
        begun = time.perf_counter()
        made = do()
        seconds.append(time.perf_counter() - begun)
    print(f"{what}: {min(seconds):.3f}–{max(seconds):.3f} s")  # noqa: T201
    return min(seconds), made


def test_a_blank_return_is_written_within_its_time() -> None:
    form = asked()
    seconds, content = best_of("write", lambda: render_blank_return(form, Language.THAI))
    print(f"{len(content) / 1024:.0f} KiB")  # noqa: T201
    assert seconds <= WRITING_SECONDS


def test_a_return_with_many_faults_is_marked_within_its_time() -> None:
    form = asked()
    spoilt = replace(form, asked=form.asked[:-1])
    content = render_filled_return(form, answered(form), Language.THAI)
    findings = read_return(read_workbook(Upload(name="q2.xlsx", content=content)), lambda *_: spoilt).findings
    everywhere = [
        replace(findings[0], sheet="ตัวชี้วัดรายจังหวัด", cell=f"{column}{row}")
        for column in "CDEFGHIJKL"
        for row in range(11, 88)
    ]
    seconds, marked = best_of("mark", lambda: render_annotated(content, everywhere, Language.THAI))
    print(f"{len(everywhere)} findings, {len(marked) / 1024:.0f} KiB")  # noqa: T201
    assert seconds <= MARKING_SECONDS


def test_a_filled_return_is_read_and_judged_within_its_time() -> None:
    form = asked()
    upload = Upload(name="q2.xlsx", content=render_filled_return(form, answered(form), Language.THAI))
    reading_seconds, reading = best_of("read", lambda: read_return(read_workbook(upload), lambda *_: form))
    workbook = read_workbook(upload)
    parsing_seconds, _ = best_of("parse", lambda: read_return(workbook, lambda *_: form))
    assert reading.answered is not None
    assert len(reading.answered.observations) == KPIS * PROVINCES
    assert reading_seconds <= READING_SECONDS
    assert parsing_seconds <= PARSING_SECONDS
