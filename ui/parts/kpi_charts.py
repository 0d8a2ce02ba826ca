"""The charts of a KPI's page: over time, by department, by place."""

from charts.chart import Chart
from charts.contribution_bars import ContributionRow, contribution_bars
from charts.funnel import FunnelPoint, funnel
from charts.place_bars import PlaceRow, department_bars, place_bars
from charts.tile_map import PlaceTile, tile_map
from charts.trend import trend
from charts.trend_points import Ahead, TrendPoint
from domain.figure import KpiFigure
from domain.fiscal import Period
from domain.kpi import Kpi
from domain.plan import Province
from domain.status import Status
from house_style.dates import axis_label, say_period
from house_style.numbers import kpi_full
from house_style.reasons import say_reason
from house_style.restated import say_restated
from house_style.wording import Wording
from ui.cards import show_sentence
from ui.chart import look_of, show_chart
from ui.heads import show_note
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


def show_trend(screen: Screen, view: KpiView, *, heading: str) -> None:
    """Every period of the plan's years, with targets and the projection."""
    points, kpi = view.trend.points, view.figure.kpi

    def chart() -> Chart:
        by_moment = {(p.year, p.month): p for p in points}
        rows = [_point(screen, kpi, p, by_moment.get((p.year - 1, p.month))) for p in points]
        return trend(rows, kpi, look_of(screen), ahead=_ahead(screen, view))

    show_chart(screen, chart, key="trend", of=view.figure.kpi.code, heading=heading)


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


def show_owners(screen: Screen, view: KpiView, *, heading: str) -> None:
    """The departments that own the KPI; a click leads to one."""

    def chart() -> Chart:
        rows = [_row(place, department_name(screen, place.code)) for place in view.departments]
        return department_bars(rows, view.figure.kpi, look_of(screen))

    show_chart(
        screen, chart, key="kpi_departments", of=view.figure.kpi.code, heading=heading, drill=TO_DEPARTMENT
    )


def show_regions_of(screen: Screen, view: KpiView) -> None:
    """Regions; a click shows their provinces."""

    def chart() -> Chart:
        names = {region.code: screen.text(region.name) for region in screen.plan.regions}
        rows = [_row(place, names[place.code]) for place in view.regions]
        return place_bars(rows, view.figure.kpi, look_of(screen))

    show_chart(screen, chart, key="kpi_regions", drill=TO_REGION)


def _row(place: PlaceFigure, label: str) -> PlaceRow:
    figure = place.figure
    return PlaceRow(
        code=place.code,
        label=label,
        actual=figure.actual,
        status=figure.status,
        target=figure.expected.to_date.value,
        score=figure.score,
        restated=figure.is_restated,
    )


def show_region_picker(screen: Screen, *, heading: str) -> None:
    """All regions, or one whose provinces are looked at."""
    words = screen.words
    names = {region.code: screen.text(region.name) for region in screen.plan.main_regions()}
    show_picker(
        screen,
        words.say("Region"),
        names,
        screen.address.region,
        TO_REGION,
        none=words.say("All regions"),
        heading=heading,
    )


def places_in_sight(screen: Screen, view: KpiView) -> list[PlaceFigure]:
    """The provinces of the chosen region; all where none is chosen."""
    region = screen.address.region
    inside = (
        {p.code for p in screen.plan.provinces_in(region)} if region else {p.code for p in view.provinces}
    )
    return [place for place in view.provinces if place.code in inside]


def show_provinces(screen: Screen, view: KpiView) -> None:
    """Provinces as bars, the best first; a click shows where the figure comes from."""

    def chart() -> Chart:
        names = province_names(screen)
        rows = [_row(place, names[place.code]) for place in places_in_sight(screen, view)]
        return place_bars(rows, view.figure.kpi, look_of(screen))

    show_chart(screen, chart, key="kpi_provinces", drill=TO_PROVINCE)


def province_names(screen: Screen) -> dict[str, str]:
    """Provinces by code, in the reader's language."""
    return {province.code: screen.text(province.name) for province in screen.plan.provinces}


def show_map(screen: Screen, view: KpiView) -> None:
    """The tile map; a click shows where a province's figure comes from."""
    by_code = {place.code: place.figure for place in view.provinces}
    mapped = [p for p in screen.plan.provinces if has_tile(p) and p.code in by_code]

    def chart() -> Chart:
        words = screen.words
        tiles = [
            tile_of(
                screen,
                province,
                status=by_code[province.code].status,
                said=_said_on_map(by_code[province.code], words),
                value=by_code[province.code].actual,
                chosen=is_chosen(screen, province),
            )
            for province in mapped
        ]
        return tile_map(tiles, look_of(screen))

    if mapped:
        about = (view.figure.kpi.code, screen.address.region, screen.address.province)
        show_chart(screen, chart, key="kpi_map", of=about, drill=TO_PROVINCE)


def _said_on_map(figure: KpiFigure, words: Wording) -> str:
    said = kpi_full(figure.actual, figure.kpi, words)
    return f"{said} · {say_restated(words)}" if figure.is_restated else said


def has_tile(province: Province) -> bool:
    """Whether the plan gives a province a place on the tile map."""
    return province.tile_column is not None and province.tile_row is not None


def is_chosen(screen: Screen, province: Province) -> bool:
    """Whether the page is about a province, or about a region in which it lies."""
    address = screen.address
    return address.province == province.code if address.province else address.region in province.regions


def tile_of(
    screen: Screen,
    province: Province,
    *,
    status: Status,
    said: str,
    value: float | None,
    figure: str = "",
    chosen: bool = False,
) -> PlaceTile:
    """A province's tile, at the place that the plan gives it."""
    return PlaceTile(
        code=province.code,
        label=screen.text(province.name),
        short=screen.text(province.short) or screen.text(province.name),
        column=province.tile_column or 0,
        row=province.tile_row or 0,
        status=status,
        figure=figure,
        said=said,
        value=value,
        chosen=chosen,
    )


def show_place_costs(screen: Screen, view: KpiView, *, heading: str) -> None:
    """Which provinces pull the score down, where that can be said."""
    places = [place for place in places_in_sight(screen, view) if place.cost is not None]

    def chart() -> Chart:
        names = province_names(screen)
        rows = [
            ContributionRow(
                code=place.code, label=names[place.code], cost=place.cost or 0.0, status=place.figure.status
            )
            for place in places
        ]
        return contribution_bars(rows, look_of(screen), most=MOST_COSTS)

    if places:
        show_chart(screen, chart, key="kpi_costs", heading=heading, drill=TO_PROVINCE)
    else:
        show_note(
            screen.words.say(
                "Not every province has a target and a figure, so the shortfall is not shared out."
            ),
            heading=heading,
        )


def show_funnel(screen: Screen, view: KpiView, *, heading: str) -> None:
    """Which provinces differ from the whole by more than chance allows."""
    kpi, whole = view.figure.kpi, view.figure.actual
    places = [place for place in view.provinces if place.figure.actual is not None]

    def chart() -> Chart:
        names = province_names(screen)
        points = [
            FunnelPoint(
                code=place.code,
                label=names[place.code],
                size=place.figure.sums.denominator,
                share=(place.figure.actual or 0.0) / kpi.per,
            )
            for place in places
        ]
        return funnel(points, (whole or 0.0) / kpi.per, kpi, look_of(screen))

    if whole is not None and places:
        show_chart(
            screen, chart, key="kpi_funnel", of=view.figure.kpi.code, heading=heading, drill=TO_PROVINCE
        )


def has_funnel(view: KpiView) -> bool:
    """Whether chance limits can be drawn: a proportion that is reported by province."""
    kpi = view.figure.kpi
    return kpi.is_ratio and kpi.numerator_within_denominator and bool(view.provinces)


def show_province_picker(screen: Screen, view: KpiView, *, heading: str) -> None:
    """Pick a province to see file, sheet and cell behind its figure."""
    names = province_names(screen)
    within = {place.code: names[place.code] for place in places_in_sight(screen, view)}
    chosen = screen.address.province
    label, none = screen.words.say("Province"), screen.words.say("Choose a province")
    show_picker(screen, label, within, chosen, TO_PROVINCE, none=none, heading=heading)
    found = next((place for place in view.provinces if place.code == chosen), None)
    if found is not None:
        show_sentence(screen, found.figure.status, say_reason(found.figure, screen.plan, screen.words))
