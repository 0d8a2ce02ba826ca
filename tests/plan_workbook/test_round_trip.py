"""Whatever a plan holds, it reads as it was written."""

from datetime import date
from unicodedata import normalize

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.finding import is_blocked
from domain.fiscal import Era, FiscalCalendar, Frequency
from domain.kpi import (
    Accumulation,
    Aggregation,
    Denominator,
    Grain,
    Kpi,
    KpiYear,
    LevelRow,
    LevelsOf,
    Owner,
    Polarity,
    Scale,
    Sharing,
)
from domain.plan import BudgetYear, Flagship, Milestone, Phasing, Plan, Province
from domain.target import Target, TargetKey
from domain.text import Language, Text
from plan_workbook.reading import read_plan
from plan_workbook.writing import render_plan
from tests.plan_workbook.builders import a_kpi, a_plan
from tests.plan_workbook.reading_back import as_read, opened

FIRST_YEAR = 2019
SIGNS = "กขคงำิ่้์ๆ๑ABCxyz09 =+-'\"%.,/:()“”–ß\n"
words = (
    st.text(alphabet=SIGNS, min_size=1, max_size=12).map(lambda s: normalize("NFC", s).strip()).filter(bool)
)
texts = st.builds(Text, th=words, en=st.just("") | words) | st.builds(Text, en=words)
maybe_texts = st.just(Text()) | texts
# A spreadsheet keeps fifteen significant digits; these have no more.
amounts = st.integers(min_value=-(10**14), max_value=10**14).map(lambda whole: whole / 1000)
weights = st.integers(min_value=0, max_value=10**6).map(lambda whole: whole / 1000)
shares = st.integers(min_value=0, max_value=10**6).map(lambda whole: whole / 10**6)
days = st.dates(min_value=date(2000, 1, 1), max_value=date(2100, 12, 31))
codes = st.from_regex(r"[A-Z0-9]{1,4}", fullmatch=True)


def rising(size: int) -> st.SearchStrategy[tuple[float, ...]]:
    numbers = st.lists(
        st.integers(min_value=-(10**9), max_value=10**9), min_size=size, max_size=size, unique=True
    )
    return numbers.map(lambda found: tuple(number / 8 for number in sorted(found)))


@st.composite
def kpis(draw: st.DrawFn, code: str, calendar: FiscalCalendar, years: range) -> Kpi:
    scale = draw(
        st.sampled_from((Scale.FIVE_LEVELS, Scale.FIVE_STEPS, Scale.THREE_STEPS, Scale.PROPORTIONAL))
    )
    rounds = st.sampled_from((None, *calendar.rounds))
    is_ratio = draw(st.booleans())
    size = 3 if scale is Scale.THREE_STEPS else 5
    has_levels = scale is not Scale.PROPORTIONAL
    return a_kpi(
        code,
        name=draw(texts),
        unit=draw(texts),
        definition=draw(maybe_texts),
        numerator_name=draw(maybe_texts),
        source=draw(maybe_texts),
        polarity=Polarity.HIGHER_IS_BETTER,
        accumulation=draw(st.just(Accumulation.SUM) if is_ratio else st.sampled_from(Accumulation)),
        denominator=draw(st.sampled_from((Denominator.SAME, Denominator.LATEST)))
        if is_ratio
        else Denominator.NONE,
        aggregation=draw(st.sampled_from((Aggregation.RATIO, Aggregation.NONE)))
        if is_ratio
        else Aggregation.SUM,
        scale=scale,
        levels_of=draw(st.sampled_from(LevelsOf)),
        levels=(
            LevelRow(values=draw(rising(size))),
            *(LevelRow(values=draw(rising(size)), year=year, round_month=draw(rounds)) for year in years),
        )
        if has_levels
        else (),
        weight=draw(weights),
        owners=(Owner(department="D1", keeper=draw(st.booleans())),)
        if draw(st.booleans())
        else (Owner(department="D1", weight=draw(st.none() | weights)), Owner(department="D2")),
        sharing=draw(st.sampled_from(Sharing)) if draw(st.booleans()) else Sharing.KEEPER,
        years=tuple(
            KpiYear(
                year=year,
                weight=draw(st.none() | weights),
                baseline=draw(st.none() | amounts),
                round_weights=draw(st.just(()) | st.tuples(*(weights for _ in calendar.rounds))),
                frequency=draw(st.none() | st.sampled_from(Frequency)),
            )
            for year in years
            if draw(st.booleans())
        ),
        frequency=draw(st.sampled_from(Frequency)),
        grain=draw(st.sampled_from(Grain)),
        per=draw(st.sampled_from((1.0, 100.0, 1000.0))),
        decimals=draw(st.integers(min_value=0, max_value=6)),
        minimum=draw(st.none() | weights.map(lambda weight: -weight)),
        maximum=draw(st.none() | weights),
        target_in_every_place=draw(st.booleans()),
        due_from=draw(st.none() | st.just(date(FIRST_YEAR, 1, 1))),
        phasing=draw(st.sampled_from(("", "PH"))),
    )


def _sound(kpi: Kpi) -> bool:
    return not (kpi.sharing is Sharing.PARTS and any(owner.keeper for owner in kpi.owners))


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    first_month = draw(st.integers(min_value=1, max_value=12))
    rounds = draw(st.sets(st.integers(min_value=1, max_value=12), min_size=1, max_size=4).map(sorted))
    calendar = FiscalCalendar(era=draw(st.sampled_from(Era)), first_month=first_month, rounds=tuple(rounds))
    years = range(FIRST_YEAR, FIRST_YEAR + draw(st.integers(min_value=1, max_value=3)))
    names = draw(st.lists(codes, min_size=1, max_size=3, unique=True))
    cumulative = draw(st.lists(shares, min_size=11, max_size=11).map(sorted))
    spellings = draw(st.lists(codes, max_size=3, unique=True))
    return a_plan(
        *(draw(kpis(code, calendar, years).filter(_sound)) for code in names),
        title=draw(texts),
        organisation=draw(texts),
        vision=draw(maybe_texts),
        notice=draw(maybe_texts),
        language=draw(st.sampled_from(Language)),
        calendar=calendar,
        first_year=years[0],
        last_year=years[-1],
        phasings=(Phasing(code="PH", name=draw(texts), cumulative=(*cumulative, 1.0)),),
        flagships=(Flagship(code="F", name=draw(texts), lead="D1", description=draw(maybe_texts)),),
        milestones=tuple(
            Milestone(
                code=code, flagship="F", name=draw(texts), weight=1.0, planned_start=start, planned_end=end
            )
            for code, (start, end) in zip(
                "AB", draw(st.lists(st.tuples(days, days).map(sorted), max_size=2)), strict=False
            )
        ),
        budgets=tuple(
            BudgetYear(flagship="F", year=year, quarters=draw(st.tuples(*(weights,) * 4))) for year in years
        ),
        provinces=(Province(code="10", name=Text(th="กรุงเทพ"), regions=("N",), aliases=tuple(spellings)),),
    )


@st.composite
def ledgers(draw: st.DrawFn, plan: Plan) -> tuple[Target, ...]:
    rows: dict[tuple[TargetKey, date | None], Target] = {}
    for kpi in plan.kpis:
        key = TargetKey(
            kpi=kpi.code,
            year=draw(st.integers(min_value=plan.first_year, max_value=plan.last_year)),
            month=draw(st.none() | st.integers(min_value=1, max_value=12)),
            department=draw(st.sampled_from(("", "D1", "D2"))),
            province="10" if kpi.grain is Grain.PROVINCE and draw(st.booleans()) else "",
        )
        rows[key, None] = Target(key=key, value=draw(amounts))
        for day in draw(st.sets(days, max_size=2)):
            rows[key, day] = Target(
                key=key, value=draw(amounts), revised_on=day, reason=draw(words), document=draw(words)
            )
    return tuple(rows.values())


@settings(max_examples=25)
@given(data=st.data())
def test_a_plan_and_its_ledger_read_as_they_were_written(data: st.DataObject) -> None:
    plan = data.draw(plans())
    targets = data.draw(ledgers(plan))
    language = data.draw(st.sampled_from(Language))
    reading = read_plan(as_read(opened(render_plan(plan, targets, language))))
    assert not is_blocked(reading.findings), reading.findings
    assert reading.plan == plan
    assert reading.targets == targets
