"""KPI returns: a pre-filled one for a department, and those that come back."""

from pathlib import Path
from typing import Annotated

import typer

from commands.terminal import (
    REFUSED,
    AsJson,
    Output,
    Said,
    opened,
    operator,
    read_upload,
    say_findings,
    say_json,
    write_workbook,
)
from domain.submission import State
from domain.text import Language
from house_style.wording import Wording, wording
from use_cases.answers import return_rows
from use_cases.forms import blank_return
from use_cases.import_returns import ImportedReturn, approve_by_command, import_returns
from use_cases.moment import read_period_in
from use_cases.view_start import load_calendar


def write_blank_return(
    department: Annotated[str, typer.Argument(help="The department's code in the plan.")],
    period: Annotated[str, typer.Argument(help="For example 2563-Q2, 2563-M5, 2563-R1 or 2563-Y.")],
    output: Output = None,
    language: Said = Language.THAI,
) -> None:
    """Write a department's pre-filled return. Without --output it is return-DEPARTMENT-PERIOD.xlsx."""
    with opened(wording(language)) as database:
        calendar = load_calendar(database)
        found = read_period_in(calendar, period)
        content = blank_return(
            database,
            operator(),
            department=department,
            year=found.year,
            month=found.month,
            language=language,
        )
        write_workbook(content, output, f"return-{department}-{calendar.period_code(found)}.xlsx")


def import_return_files(
    files: Annotated[list[Path], typer.Argument(exists=True, dir_okay=False, readable=True)],
    approver: Annotated[
        str,
        typer.Option(
            help="Who approves them, by login or name: they are published at once. It cannot be who sends them. Left out, "
            "they wait for approval."
        ),
    ] = "",
    as_json: AsJson = False,
    language: Said = Language.THAI,
) -> None:
    """Send KPI returns, in the order given. Every fault is listed; a file with one that blocks stays out."""
    words = wording(language)
    with opened(words) as database:
        load_calendar(database)  # without a plan no return can be judged, whatever the files are
        uploads = [read_upload(file) for file in files]
        results = import_returns(database, operator(), uploads, approver=approver)
    if as_json:
        say_json(return_rows(results, words))
    else:
        for result in results:
            say_return(result, words)
    raise typer.Exit(REFUSED if any(result.version is None for result in results) else 0)


def approve_return(
    department: Annotated[str, typer.Argument(help="The department's code in the plan.")],
    period: Annotated[str, typer.Argument(help="For example 2563-Q2, 2563-M5, 2563-R1 or 2563-Y.")],
    approver: Annotated[
        str, typer.Option(help="Who approves it, by login or name. It cannot be who sent it.")
    ],
    language: Said = Language.THAI,
) -> None:
    """Approve what a department has sent, so that it counts."""
    words = wording(language)
    with opened(words) as database:
        found = read_period_in(load_calendar(database), period)
        approved = approve_by_command(
            database,
            operator(),
            department=department,
            year=found.year,
            month=found.month,
            approver=approver,
        )
    typer.echo(
        words.say(
            "{department}: version {number} is approved.",
            department=approved.department,
            number=approved.version,
        )
    )


def say_return(result: ImportedReturn, words: Wording) -> None:
    """What became of one file."""
    say_findings(result.findings, words, result.file)
    if result.version is None:
        typer.echo(words.say("{file}: not loaded.", file=result.file))
    elif result.state is State.APPROVED:
        typer.echo(
            words.say("{file}: published as version {number}.", file=result.file, number=result.version)
        )
    else:
        typer.echo(
            words.say(
                "{file}: sent as version {number}; it waits for approval.",
                file=result.file,
                number=result.version,
            )
        )
