"""The parts of the page of regions and provinces."""

from dataclasses import replace
from functools import partial

from charts.chart import Chart
from charts.findings import places_finding
from charts.heat_map import HeatCell, HeatLine, heat_map, lowest_cell
from charts.score_bars import bullet_bars
from charts.tile_map import tile_map
from domain.group import GroupFigure
from domain.lookup import load_province, load_region
from house_style.group_reasons import say_coverage, say_group_reason, say_whole_above
from house_style.numbers import score
from ui.cards import Card, show_summary
from ui.chart import look_of, show_chart
from ui.heads import Crumb, show_head, show_note, way_to
from ui.navigation import Drill
from ui.parts.kpi_charts import has_tile, is_chosen, tile_of
from ui.parts.kpi_rows import actuals, aims
from ui.parts.overview import score_row
from ui.pickers import picker_of, show_pickers
from ui.screen import Screen
from ui.tables import Column, Shown, show_table
from use_cases.compare_regions import WholeAbove
from use_cases.view_region import RegionView

MOST_PROVINCES = 15
TO_REGION = Drill(page="region", parameter="region")
TO_PROVINCE = Drill(page="region", parameter="province", keep=("region",))


def show_region_head(screen: Screen) -> None:
    """The place that is looked at. Raises NotFound for one that the plan does not know."""
    title, address = screen.words.say("Regions and provinces"), screen.address
    province = load_province(screen.plan, address.province) if address.province else None
    region = load_region(screen.plan, address.region) if address.region else None
    crumbs = way_to(screen)
    if province or region:
        crumbs.append(Crumb(page="region", label=title, address=screen.here.at()))
    if province and region:
        above = screen.here.at(region=region.code)
        crumbs.append(Crumb(page="region", label=screen.text(region.name), address=above))
    place = province or region
    show_head(screen, screen.text(place.name) if place else title, crumbs=crumbs)


def show_place_pickers(screen: Screen) -> None:
    """All regions and provinces, to go from one to another."""
    words, plan = screen.words, screen.plan
    regions = {region.code: screen.text(region.name) for region in plan.main_regions()}
    provinces = {p.code: screen.text(p.name) for p in plan.provinces if _is_in_sight(p.code, screen)}
    region, province = screen.address.region, screen.address.province
    label, none = words.say("Region"), words.say("All regions")
    of_regions = picker_of(screen, label, regions, region, TO_REGION, none=none)
    label, none = words.say("Province"), words.say("All provinces")
    of_provinces = picker_of(screen, label, provinces, province, TO_PROVINCE, none=none)
    show_pickers([of_regions, of_provinces], key="places")


def _is_in_sight(province: str, screen: Screen) -> bool:
    region = screen.address.region
    return not region or any(p.code == province for p in screen.plan.provinces_in(region))


def show_place_cards(screen: Screen, view: RegionView) -> None:
    """Why the chosen place has its status; its score, in all and by strategy."""
    if view.chosen is None:
        show_note(
            screen.words.say(
                "Scores over the KPIs that are reported by province. Click a region or a province."
            )
        )
        return
    words, place = screen.words, view.chosen
    names = {s.code: screen.text(s.name) for s in screen.plan.strategies}
    by_strategy = [
        Card(label=names[code], figure=score(figure.group.score, words), status=figure.status)
        for code, figure in place.strategies.items()
        if figure.due
    ]
    whole = Card(
        label=words.say("Score"),
        figure=score(place.figure.group.score, words),
        status=place.figure.status,
        lines=[say_coverage(place.figure.group.coverage, words)],
    )
    sentence = say_group_reason(place.figure.group, screen.plan.bands, words)
    show_summary(screen, place.figure.status, sentence, [whole, *by_strategy], name="place_cards")


def show_why_below(screen: Screen, view: RegionView, above: WholeAbove | None) -> None:
    """Why all regions stand below the whole, where they do; nothing beside a single province."""
    if above is not None and view.province is None:
        show_note(say_whole_above(above.score, above.others, above.lift, screen.words))


def show_heat_map(screen: Screen, view: RegionView, *, heading: str) -> None:
    """Regions by strategy; a click leads to the region."""
    if not view.regions:
        show_note(screen.words.say("This plan has no regions."), heading=heading)
        return
    columns = [
        HeatLine(code=s.code, label=screen.text(s.name), short=s.code)
        for s in screen.plan.strategies
        if any(place.strategies[s.code].due for place in view.regions)
    ]

    def chart() -> Chart:
        names = {region.code: screen.text(region.name) for region in screen.plan.regions}
        rows = [HeatLine(code=place.code, label=names[place.code]) for place in view.regions]
        cells = {
            (place.code, code): HeatCell(score=figure.group.score, status=figure.status)
            for place in view.regions
            for code, figure in place.strategies.items()
        }
        drawn = heat_map(rows, columns, cells, look_of(screen))
        mine = [row for row in rows if view.region and row.code == view.region.code]
        return replace(drawn, finding=lowest_cell(mine or rows, columns, cells, look_of(screen)))

    codes = {line.short: line.label for line in columns}
    about = screen.address.region or "all"
    show_chart(screen, chart, key="heat", of=about, heading=heading, drill=TO_REGION, codes=codes)


def show_map(screen: Screen, view: RegionView, *, heading: str) -> None:
    """Every province as a tile; a click leads to it."""
    mapped = [p for p in screen.plan.provinces if has_tile(p)]

    def chart() -> Chart:
        figures = {place.code: place.figure for place in view.provinces}
        tiles = [
            tile_of(
                screen,
                province,
                status=figures[province.code].status,
                figure=_on_tile(figures[province.code], screen),
                said=score(figures[province.code].group.score, screen.words),
                value=figures[province.code].group.score,
                chosen=is_chosen(screen, province),
            )
            for province in mapped
        ]
        drawn = tile_map(tiles, look_of(screen))
        return replace(drawn, finding=_finding_of(screen, view)) if view.region else drawn

    if mapped:
        chosen = (screen.address.region, screen.address.province)
        show_chart(screen, chart, key="region_map", of=chosen, heading=heading, drill=TO_PROVINCE)


def _on_tile(figure: GroupFigure, screen: Screen) -> str:
    """A score as a tile has room for it; none where there is none."""
    return "" if figure.group.score is None else score(figure.group.score, screen.words)


def _finding_of(screen: Screen, view: RegionView) -> str:
    """What a map of all shows of the chosen region."""
    if view.region is None:
        return ""
    names = {p.code: screen.text(p.name) for p in screen.plan.provinces_in(view.region.code)}
    places = [(names[p.code], p.figure.status) for p in view.provinces if p.code in names]
    said = places_finding(places, look_of(screen))
    return screen.words.say("{region}: {finding}", region=view.region.name, finding=said) if said else ""


def show_provinces(screen: Screen, view: RegionView, *, heading: str) -> None:
    """Provinces of the chosen region by score; the lowest of all where none is chosen."""
    names = {p.code: screen.text(p.name) for p in screen.plan.provinces}
    places = [place for place in view.provinces if _is_in_sight(place.code, screen)]
    scored = [place for place in places if place.figure.group.score is not None]
    ranked = sorted(scored, key=lambda place: place.figure.group.score or 0.0)
    if view.region is None:
        ranked = ranked[:MOST_PROVINCES]
    rows = [score_row(place.figure, names[place.code]) for place in ranked]
    chart = partial(bullet_bars, rows, screen.plan.bands, look_of(screen))
    show_chart(
        screen,
        chart,
        key="region_provinces",
        heading=heading,
        drill=TO_PROVINCE,
        is_whole=len(ranked) == len(scored),
    )


def show_kpis(screen: Screen, view: RegionView) -> None:
    """The KPIs of the chosen place; a click leads to the KPI in that place."""
    if view.chosen is None:
        return
    words = screen.words
    placed = [f for f in view.chosen.kpis if f.places_expected]
    figures = sorted(placed, key=lambda f: (f.score is None, f.score or 0.0))
    show_table(
        screen,
        lambda: [
            Column(heading=words.say("Status"), values=[f.status for f in figures], shown=Shown.STATUS),
            Column(heading=words.say("KPI"), values=[screen.text(f.kpi.name) for f in figures], wide=True),
            actuals(screen, figures),
            aims(screen, figures),
            Column(
                heading=words.say("Attainment"), values=[f.attainment for f in figures], shown=Shown.PERCENT
            ),
            Column(heading=words.say("Score"), values=[f.score for f in figures], shown=Shown.SCORE),
        ],
        key="place_kpis",
        heading=words.say("KPIs here"),
        caption=words.say("KPIs here"),
        codes=[f.kpi.code for f in figures],
        drill=Drill(page="kpi", parameter="kpi", keep=("region", "province")),
    )
