"""Every figure of the screens, for other programs."""

from collections.abc import Iterable
from dataclasses import fields
from typing import Annotated, Any

import typer

from commands.terminal import AsJson, Said, opened, operator, say_json
from domain.failures import NotFound
from domain.text import Language, mark
from house_style.wording import wording
from use_cases.boards import load_boards
from use_cases.export_figures import ExportedFigure, export_figures
from use_cases.moment import Moment, NoPlan, read_instant, read_period_in
from use_cases.view_start import load_calendar


def write_figures(
    fiscal_year: Annotated[int, typer.Option(help="As the organisation writes it, or of the common era.")],
    period: Annotated[str, typer.Option(help="For example Q2, M5, R1 or Y.")],
    as_of: Annotated[
        str | None,
        typer.Option(
            help="Figures as they stood then: an ISO date (the end of that day on the organisation's clocks) or an "
            "instant with its time zone; now if left out."
        ),
    ] = None,
    as_json: AsJson = False,
    language: Said = Language.THAI,
) -> None:
    """Print every figure that the screens show. A table parted by tabs, or JSON."""
    with opened(wording(language)) as database:
        calendar = load_calendar(database)
        found = read_period_in(calendar, period, fiscal_year)
        instant = read_instant(as_of, calendar.zone) if as_of is not None else None
        try:
            boards = load_boards(
                database, operator(), Moment(year=found.year, month=found.month, as_of=instant)
            )
        except NoPlan as none_then:
            raise NotFound("no_plan_then", mark("No plan was loaded yet at that time.")) from none_then
        rows = [figure.as_dict() for figure in export_figures(database, operator(), boards)]
    if not as_json:
        say_table(rows)
        return
    say_json(
        {
            "fiscal_year": calendar.shown_year(found.year),
            "period": calendar.period_code(found),
            "period_ends_on": calendar.ends_on(found.year, found.month).isoformat(),
            "as_of": instant.isoformat() if instant else None,
            "plan_version": boards.version.number,
            "figures": rows,
        }
    )


def say_table(rows: Iterable[dict[str, Any]]) -> None:
    """Figures as lines parted by tabs, their names above them; what there is not stays empty."""
    names = [field.name for field in fields(ExportedFigure) if field.name != "scope"]
    typer.echo("\t".join(("scope", *names)))
    for row in rows:
        scope = " ".join(str(value) for value in row["scope"].values())
        typer.echo("\t".join((scope, *("" if row[name] is None else str(row[name]) for name in names))))
