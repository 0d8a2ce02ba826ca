"""Returns that another database knows: its view in place of a workbook."""

from typing import Annotated

import typer

from access.view_settings import load_view_address
from commands.terminal import REFUSED, AsJson, Said, opened, operator, say_findings, say_json
from domain.finding import Severity
from domain.text import Language
from house_style.wording import Wording, wording
from use_cases.answers import return_rows
from use_cases.draft_from_view import draft_from_view
from use_cases.import_returns import ImportedReturn
from use_cases.moment import read_period_in
from use_cases.view_start import load_calendar


def draft_return_from_view(
    department: Annotated[str, typer.Argument(help="The department's code in the plan.")],
    period: Annotated[str, typer.Argument(help="For example 2563-Q2, 2563-M5, 2563-R1 or 2563-Y.")],
    view: Annotated[
        str,
        typer.Option(
            help="The view, as VIEW or SCHEMA.VIEW. Left out, it is that of the setting RETURN_VIEW."
        ),
    ] = "",
    as_json: AsJson = False,
    language: Said = Language.THAI,
) -> None:
    """Keep the rows of a view as a department's draft. The setting RETURN_VIEW_URL says of which database.

    A row that cannot be taken stops all of them; every fault is listed.
    """
    words = wording(language)
    with opened(words) as database:
        address = load_view_address(view)
        found = read_period_in(load_calendar(database), period)
        result = draft_from_view(
            database, operator(), address, department=department, period=found, language=language
        )
    if as_json:
        say_json(return_rows([result], words))
    else:
        say_draft(result, words)
    raise typer.Exit(REFUSED if result.version is None else 0)


def say_draft(result: ImportedReturn, words: Wording) -> None:
    """What became of the rows."""
    say_findings(result.findings, words, result.file)
    if result.version is None:
        typer.echo(words.say("{file}: not loaded.", file=result.file))
        return
    typer.echo(
        words.say("{file}: kept as a draft, version {number}.", file=result.file, number=result.version)
    )
    blocking = sum(finding.severity is Severity.BLOCK for finding in result.findings)
    if blocking:
        typer.echo(words.say("To be mended before it can be sent: {count}.", count=blocking))
