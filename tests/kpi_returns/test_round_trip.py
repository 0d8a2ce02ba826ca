"""What is written into a return is what is read from it, cell by cell."""

import io
from dataclasses import replace
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from domain.kpi_return import BudgetReport, Explanation, KpiReturn, MilestoneReport, ReturnForm
from domain.text import Language
from kpi_returns.writing import render_filled_return
from tests.builders import a_flagship, a_kpi, a_milestone, a_ratio
from tests.kpi_returns.builders import (
    NOWHERE,
    a_form,
    an_answer,
    by_province,
    observed,
    placeless,
    ratio_by_province,
    read_bytes,
)

FORM = replace(
    a_form(
        a_kpi("1.1"),
        a_ratio("1.2"),
        by_province("2.1"),
        ratio_by_province("2.2"),
        replace(by_province("2.3"), provinces=("83", "50"), decimals=2),
    ),
    red=frozenset({"2.2"}),
    milestones=(a_milestone("M1"), a_milestone("M2")),
    flagships=(a_flagship("F1"), a_flagship("F2")),
)
PLACES = {"1.1": [""], "1.2": [""], "2.1": ["50", "57", "83", "90"], "2.2": ["50", "57"], "2.3": ["50", "83"]}
KEYS = [(kpi, place) for kpi, places in PLACES.items() for place in places]
COUNTS = st.integers(min_value=0, max_value=10**9).map(float)
AMOUNTS = st.one_of(COUNTS, st.decimals(min_value=-9999, max_value=10**6, places=3).map(float))
NOTES = st.text(alphabet="กขคงจฉชซ ำ่าa1=-+@", max_size=12).map(str.strip)
TELLING = NOTES.filter(lambda words: words not in ("", "-"))
DAYS = st.one_of(st.none(), st.dates(min_value=date(1950, 1, 1), max_value=date(2399, 12, 31)))
MONEY = st.one_of(st.none(), st.decimals(min_value=0, max_value=10**9, places=2).map(float))


@st.composite
def answers(draw: st.DrawFn) -> KpiReturn:
    """Any answer in which something is reported."""
    reported = draw(st.lists(st.sampled_from(KEYS), unique=True, min_size=1))
    rows = []
    for kpi, place in reported:
        numerator = draw(COUNTS if kpi in ("1.2", "2.2") else AMOUNTS)
        denominator = numerator + draw(COUNTS) + 1 if kpi in ("1.2", "2.2") else None
        rows.append(observed(kpi, numerator, denominator, province=place, note="" if place else draw(NOTES)))
    steps = draw(st.dictionaries(st.sampled_from(["M1", "M2"]), st.integers(0, 1000).map(lambda n: n / 1000)))
    money = draw(st.dictionaries(st.sampled_from(["F1", "F2"]), st.tuples(MONEY, MONEY).filter(any)))
    explained = draw(
        st.dictionaries(
            st.sampled_from(sorted(PLACES)), st.tuples(TELLING, TELLING, DAYS, TELLING), max_size=3
        )
    )
    return an_answer(
        FORM,
        *rows,
        explanations=tuple(
            Explanation(kpi=k, cause=c, action=a, by=b, support=s, at=NOWHERE)
            for k, (c, a, b, s) in explained.items()
        ),
        milestones=tuple(MilestoneReport(milestone=m, complete=c, at=NOWHERE) for m, c in steps.items()),
        budgets=tuple(
            BudgetReport(flagship=f, committed=c, disbursed=d, at=NOWHERE) for f, (c, d) in money.items()
        ),
    )


@settings(max_examples=50)
@given(answered=answers(), language=st.sampled_from(Language))
def test_what_is_written_is_what_is_read(answered: KpiReturn, language: Language) -> None:
    reading = read_bytes(FORM, render_filled_return(FORM, answered, language))
    assert reading.answered is not None, reading.findings
    assert placeless(reading.answered) == placeless(answered)


@settings(max_examples=6)
@given(answered=answers())
def test_every_figure_is_said_to_stand_in_the_cell_that_holds_it(answered: KpiReturn) -> None:
    content = render_filled_return(FORM, answered, Language.THAI)
    book = load_workbook(io.BytesIO(content))
    read = read_bytes(FORM, content).answered
    assert read is not None
    for observation in read.observations:
        assert book[observation.at.sheet][observation.at.cell].value == observation.numerator
        if observation.denominator_at is not None:
            place = observation.denominator_at
            assert book[place.sheet][place.cell].value == observation.denominator
    for milestone in read.milestones:
        assert book[milestone.at.sheet][milestone.at.cell].value == milestone.complete
    for budget in read.budgets:
        if budget.disbursed is not None and budget.disbursed_at is not None:
            assert book[budget.disbursed_at.sheet][budget.disbursed_at.cell].value == budget.disbursed


def test_the_answer_to_another_form_is_left_out() -> None:
    form: ReturnForm = a_form(by_province("2.1"))
    answered = an_answer(form, observed("9.9", 5.0, province="50"), observed("2.1", 6.0, province="50"))
    reading = read_bytes(form, render_filled_return(form, answered, Language.THAI))
    assert reading.answered is not None
    assert [(o.kpi, o.numerator) for o in reading.answered.observations] == [("2.1", 6.0)]
