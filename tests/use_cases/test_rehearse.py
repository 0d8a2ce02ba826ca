"""What will change is what approval then does, for any return."""

from io import BytesIO

from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from data_access.database import Database
from data_access.moment import load_data_version
from domain.kpi_return import KpiReturn
from domain.status import Status
from tests.data_access.builders import a_database, an_answer, at, seen
from tests.use_cases.handing_in import an_office, filled
from tests.use_cases.ministry import DOP, DSD, a_ministry, second_of_dop
from use_cases.hand_in import judge_file
from use_cases.rehearse import Rehearsal, rehearse
from workbooks.reading import read_workbook

PLACES = ("50", "57", "83", "90")


def rehearsed(database: Database, answered: KpiReturn) -> Rehearsal:
    return seen(database, lambda c: rehearse(database, c, answered))


def test_a_figure_that_becomes_another_is_told_with_what_it_moves(database: Database) -> None:
    """JOINT: DSD keeps 150 of its two quarters, DOP's second quarter 100 becomes 400: 350 becomes 650 of 500, 5.0."""
    a_ministry(database)
    found = rehearsed(database, second_of_dop(joint=400))
    assert [(c.code, c.part, c.province, c.before, c.after) for c in found.cells] == [
        ("JOINT", "numerator", "", 100, 400)
    ]
    assert [(c.before.kpi.code, c.before.score, c.after.score) for c in found.kpis] == [("JOINT", 3.5, 5.0)]
    assert [(s.before.code, s.before.group.score, s.after.group.score) for s in found.strategies] == [
        ("S2", 3.5, 5.0)
    ]
    # The weighted scores were 80, 50, 35, 10 and 105 of 90; JOINT's 30 × 5.0 makes 150 of its 105.
    assert (found.whole.before.group.score, found.whole.after.group.score) == (3.1111, 3.6111)
    assert found.flagships == ()


def test_a_figure_left_out_becomes_not_reported_and_a_milestone_moves_its_flagship(
    database: Database,
) -> None:
    a_ministry(database)
    answered = an_answer(6, {("JOINT", ""): 100.0}, milestones={"M1": 1.0}, budgets={"F1": (250.0, 130.0)})
    found = rehearsed(database, answered)
    gone = [(c.province, c.before, c.after) for c in found.cells if c.code == "SERVED"]
    assert gone == [("50", 100, None), ("57", 50, None), ("83", 80, None), ("90", 10, None)]
    assert [(c.code, c.part, c.before, c.after) for c in found.cells if c.code in ("M1", "F1")] == [
        ("M1", "complete", 0.8, 1.0),
        ("F1", "disbursed", 120, 130),
    ]
    served = {c.before.kpi.code: c for c in found.kpis}["SERVED"]
    assert (served.before.status, served.after.status) == (Status.ON_TRACK, Status.NO_DATA)
    (flagship,) = found.flagships
    # M1 and M2 weigh the same: 0.8 / 2 before, 1.0 / 2 after
    assert (flagship.before.progress.actual, flagship.after.progress.actual) == (0.4, 0.5)


def test_the_same_figures_again_change_nothing(database: Database) -> None:
    a_ministry(database)
    found = rehearsed(database, second_of_dop())
    assert found.changes_nothing
    assert (found.kpis, found.strategies, found.flagships) == ((), (), ())


def test_a_figure_is_said_to_stand_in_its_own_cell_and_one_that_is_gone_in_none(database: Database) -> None:
    """RATE's denominator stands beside its numerator; the cell of a figure that is gone was in another file."""
    office = an_office(database)
    rate = an_answer(6, {("RATE", "50"): (120.0, 400.0), ("JOINT", ""): 50.0}, department=DSD)
    upload = filled(database, rate)
    judged = judge_file(database, office.head_of_dsd, upload, read_workbook(upload))
    assert judged.answered is not None
    book = load_workbook(BytesIO(upload.content))
    cells = [(c, c.at) for c in rehearsed(database, judged.answered).cells]
    assert {c.part: at and book[at.sheet][at.cell].value for c, at in cells if c.code == "RATE"} == {
        "numerator": 120,
        "denominator": 400,
    }
    office.ministry.take(judged.answered, on=at(120))
    gone = rehearsed(database, an_answer(6, {("JOINT", ""): 50.0}, department=DSD)).cells
    assert [(c.code, c.part, c.after, c.at) for c in gone] == [
        ("RATE", "numerator", None, None),
        ("RATE", "denominator", None, None),
    ]


def test_money_disbursed_stands_beside_what_was_committed(database: Database) -> None:
    office = an_office(database)
    upload = filled(database, second_of_dop())
    judged = judge_file(database, office.head, upload, read_workbook(upload))
    assert judged.answered is not None
    book = load_workbook(BytesIO(upload.content))
    money = {c.part: c.at for c in rehearsed(database, judged.answered).cells if c.code == "F1"}
    assert {part: at and book[at.sheet][at.cell].value for part, at in money.items()} == {
        "committed": 250,
        "disbursed": 120,
    }


def test_a_rehearsal_writes_nothing(database: Database) -> None:
    ministry = a_ministry(database)
    before, version = ministry.boards().now, seen(database, load_data_version)
    rehearsed(database, second_of_dop(joint=400))
    assert (ministry.boards().now, seen(database, load_data_version)) == (before, version)


figures = st.floats(min_value=0, max_value=1e7, allow_nan=False).map(lambda number: round(number, 2))
served = st.dictionaries(st.sampled_from([("SERVED", code) for code in PLACES]), figures)
shares = st.dictionaries(
    st.sampled_from([("RATE", code) for code in PLACES]), st.tuples(figures, figures.map(lambda n: n + 1))
)
joint: st.SearchStrategy[dict[tuple[str, str], float]] = st.one_of(
    st.just({}), figures.map(lambda number: {("JOINT", ""): number})
)


@st.composite
def answers(draw: st.DrawFn) -> KpiReturn:
    """Any return of one of two departments for the first or the second quarter."""
    month, department = draw(st.sampled_from([3, 6])), draw(st.sampled_from([DOP, DSD]))
    own = draw(served) if department == DOP else draw(shares)
    values: dict[tuple[str, str], float | tuple[float, float]] = {**own, **draw(joint)}
    progress = draw(st.sampled_from([0.0, 0.25, 1.0])) if department == DOP else None
    return an_answer(
        month,
        values,
        department=department,
        milestones={} if progress is None else {"M1": progress},
        budgets={"F1": (200.0, draw(figures))} if department == DOP else {},
    )


@settings(max_examples=50)
@given(first=answers(), second=answers())
def test_whatever_is_sent_what_will_change_is_what_happens(first: KpiReturn, second: KpiReturn) -> None:
    assert_promise_is_kept(first, second)


def assert_promise_is_kept(first: KpiReturn, second: KpiReturn) -> None:
    """Each of two returns, one after the other, does what its rehearsal said, and nothing is left to change."""
    database = a_database("sqlite://")
    ministry = a_ministry(database)
    for answered, on in ((first, at(210)), (second, at(220))):
        promised = rehearsed(database, answered)
        ministry.take(answered, on=on)
        assert ministry.boards(answered.month).now == promised.then
        assert rehearsed(database, answered).changes_nothing
    database.close()
