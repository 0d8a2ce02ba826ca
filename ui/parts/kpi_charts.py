"""The charts of a KPI's page: over time, by department, by place."""

from functools import partial

import streamlit as st

from charts.contribution_bars import ContributionRow, contribution_bars
from charts.funnel import FunnelPoint, funnel
from charts.place_bars import PlaceRow, department_bars, place_bars
from charts.tile_map import PlaceTile, tile_map
from charts.trend import trend
from charts.trend_points import Ahead, TrendPoint
from domain.fiscal import Period
from domain.kpi import Kpi
from house_style.dates import axis_label, say_period
from house_style.numbers import kpi_full
from house_style.reasons import say_reason
from ui.cards import show_sentence
from ui.chart import look_of, show_chart
from ui.navigation import Drill
from ui.parts.kpi import department_name
from ui.pickers import show_picker
from ui.screen import Screen
from use_cases.trend import TrendPoint as Past
from use_cases.view_kpi import KpiView, PlaceFigure

TO_REGION = Drill(page="kpi", parameter="region", keep=("kpi",))
TO_PROVINCE = Drill(page="kpi", parameter="province", keep=("kpi", "region"))
TO_DEPARTMENT = Drill(page="department", parameter="department")
MOST_COSTS = 12


def show_trend(screen: Screen, view: KpiView) -> None:
    """Every period of the plan's years, with targets and the projection."""
    points, kpi = view.trend.points, view.figure.kpi
    by_moment = {(p.year, p.month): p for p in points}
    rows = [_point(screen, kpi, p, by_moment.get((p.year - 1, p.month))) for p in points]
    show_chart(screen, partial(trend, rows, kpi, look_of(screen), ahead=_ahead(screen, view)), key="trend")


def _point(screen: Screen, kpi: Kpi, point: Past, year_ago: Past | None) -> TrendPoint:
    period = Period(year=point.year, month=point.month, frequency=kpi.frequency_in(point.year))
    return TrendPoint(
        code=screen.calendar.period_code(period),
        label=axis_label(period, screen.words, screen.calendar),
        period=say_period(period, screen.words, screen.calendar),
        actual=point.actual,
        status=point.status,
        target=point.target,
        low=point.low,
        high=point.high,
        original=point.original if point.original != point.target else None,
        last_year=year_ago.actual if year_ago else None,
        score=point.score,
        restated=point.restated,
    )


def _ahead(screen: Screen, view: KpiView) -> Ahead | None:
    outlook = view.trend.outlook
    if outlook is None:
        return None
    return Ahead(
        label=screen.words.say("Year end"),
        projected=outlook.projected,
        target=view.figure.expected.year.value,
        low=outlook.low,
        high=outlook.high,
    )


def show_owners(screen: Screen, view: KpiView) -> None:
    """The departments that own the KPI; a click leads to one."""
    rows = [_row(place, department_name(screen, place.code)) for place in view.departments]
    chart = partial(department_bars, rows, view.figure.kpi, look_of(screen))
    show_chart(screen, chart, key="kpi_departments", drill=TO_DEPARTMENT)


def show_regions_of(screen: Screen, view: KpiView) -> None:
    """Regions; a click shows their provinces."""
    names = {region.code: screen.text(region.name) for region in screen.plan.regions}
    rows = [_row(place, names[place.code]) for place in view.regions]
    show_chart(
        screen,
        partial(place_bars, rows, view.figure.kpi, look_of(screen)),
        key="kpi_regions",
        drill=TO_REGION,
    )


def _row(place: PlaceFigure, label: str) -> PlaceRow:
    figure = place.figure
    return PlaceRow(
        code=place.code,
        label=label,
        actual=figure.actual,
        status=figure.status,
        target=figure.expected.to_date.value,
        score=figure.score,
    )


def show_region_picker(screen: Screen) -> None:
    """All regions, or one whose provinces are looked at."""
    words = screen.words
    names = {region.code: screen.text(region.name) for region in screen.plan.main_regions()}
    show_picker(words.say("Region"), names, screen.address.region, TO_REGION, none=words.say("All regions"))


def places_in_sight(screen: Screen, view: KpiView) -> list[PlaceFigure]:
    """The provinces of the chosen region; all where none is chosen."""
    region = screen.address.region
    inside = (
        {p.code for p in screen.plan.provinces_in(region)} if region else {p.code for p in view.provinces}
    )
    return [place for place in view.provinces if place.code in inside]


def show_provinces(screen: Screen, view: KpiView) -> None:
    """Provinces as bars, the best first; a click shows where the figure comes from."""
    names = province_names(screen)
    rows = [_row(place, names[place.code]) for place in places_in_sight(screen, view)]
    chart = partial(place_bars, rows, view.figure.kpi, look_of(screen))
    show_chart(screen, chart, key="kpi_provinces", drill=TO_PROVINCE)


def province_names(screen: Screen) -> dict[str, str]:
    """Provinces by code, in the reader's language."""
    return {province.code: screen.text(province.name) for province in screen.plan.provinces}


def show_map(screen: Screen, view: KpiView) -> None:
    """The tile map; a click shows where a province's figure comes from."""
    kpi, words, by_code = view.figure.kpi, screen.words, {p.code: p.figure for p in view.provinces}
    tiles = [
        PlaceTile(
            code=province.code,
            label=screen.text(province.name),
            short=screen.text(province.short) or screen.text(province.name),
            column=province.tile_column,
            row=province.tile_row,
            status=by_code[province.code].status,
            said=kpi_full(by_code[province.code].actual, kpi, words),
            value=by_code[province.code].actual,
        )
        for province in screen.plan.provinces
        if province.tile_column is not None and province.tile_row is not None and province.code in by_code
    ]
    if tiles:
        show_chart(screen, partial(tile_map, tiles, look_of(screen)), key="kpi_map", drill=TO_PROVINCE)


def show_place_costs(screen: Screen, view: KpiView) -> None:
    """Which provinces pull the score down, where that can be said."""
    names = province_names(screen)
    rows = [
        ContributionRow(code=place.code, label=names[place.code], cost=place.cost, status=place.figure.status)
        for place in places_in_sight(screen, view)
        if place.cost is not None
    ]
    if not rows:
        st.text(
            screen.words.say(
                "Not every province has a target and a figure, so the shortfall is not shared out."
            )
        )
        return
    chart = partial(contribution_bars, rows, look_of(screen), most=MOST_COSTS)
    show_chart(screen, chart, key="kpi_costs", drill=TO_PROVINCE)


def show_funnel(screen: Screen, view: KpiView) -> None:
    """Which provinces differ from the whole by more than chance allows."""
    names, kpi = province_names(screen), view.figure.kpi
    points = [
        FunnelPoint(
            code=place.code,
            label=names[place.code],
            size=place.figure.sums.denominator,
            share=place.figure.actual / kpi.per,
        )
        for place in view.provinces
        if place.figure.actual is not None
    ]
    if view.figure.actual is not None and points:
        chart = partial(funnel, points, view.figure.actual / kpi.per, kpi, look_of(screen))
        show_chart(screen, chart, key="kpi_funnel", drill=TO_PROVINCE)


def has_funnel(view: KpiView) -> bool:
    """Whether chance limits can be drawn: a proportion that is reported by province."""
    kpi = view.figure.kpi
    return kpi.is_ratio and kpi.numerator_within_denominator and bool(view.provinces)


def show_province_picker(screen: Screen, view: KpiView) -> None:
    """Pick a province to see file, sheet and cell behind its figure."""
    names = province_names(screen)
    within = {place.code: names[place.code] for place in places_in_sight(screen, view)}
    chosen = screen.address.province
    label, none = screen.words.say("Province"), screen.words.say("Choose a province")
    show_picker(label, within, chosen, TO_PROVINCE, none=none)
    found = next((place for place in view.provinces if place.code == chosen), None)
    if found is not None:
        show_sentence(screen, found.figure.status, say_reason(found.figure, screen.plan, screen.words))
