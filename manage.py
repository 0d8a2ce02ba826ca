"""The command line: plan, returns, figures, database. `python manage.py --help` lists every command.

Exit codes: 0 done; 1 a finding stopped a file; 2 what was asked cannot be done (a sentence on stderr says why);
3 a fault of ours (a reference number on stderr, and the rest beside it). With --json stdout holds one JSON document.
"""

import json
import logging
import os
import secrets
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import fields
from io import TextIOWrapper
from pathlib import Path
from typing import Annotated, Any

import typer

from access.start_up import load_settings
from data_access.database import Database
from domain.failures import NotFound, Refusal
from domain.finding import Finding
from domain.text import Language, mark
from house_style.wording import Wording, wording
from plan_workbook.reading import PlanReading
from plan_workbook.writing import render_blank_plan
from sample_data.loading import load_sample
from use_cases.answers import judgement_rows, return_rows
from use_cases.boards import load_boards
from use_cases.export_figures import ExportedFigure, export_figures
from use_cases.forms import blank_return
from use_cases.import_returns import ImportedReturn, import_returns, refusal_finding
from use_cases.load_plan import PlanJudgement, judge_plan, load_plan
from use_cases.moment import Moment, NoPlan, read_instant, read_period_in
from use_cases.start_up import prepare_database
from use_cases.view_start import load_calendar
from workbooks.limits import MEBIBYTE, Limits
from workbooks.reading import Upload, WorkbookRefused

REFUSED, WRONG_USAGE, OUR_FAULT = 1, 2, 3
app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="Strategy dashboard: command line. The settings DASHBOARD_DATA and DATABASE_URL choose the database. "
    "Exit codes: 0 done, 1 a finding stopped a file, 2 wrong usage, 3 a fault of the program.",
)
log = logging.getLogger("manage")
Said = Annotated[Language, typer.Option("--language", help="Language of messages and workbooks.")]
AsJson = Annotated[bool, typer.Option("--json", help="Answer with one JSON document.")]
Output = Annotated[
    Path | None,
    typer.Option("--output", "-o", help="Where to write the workbook; what is there is replaced."),
]


@contextmanager
def answered(words: Wording) -> Iterator[None]:
    """What cannot be done is said in one sentence; of a fault of ours the user gets a number, the log the rest."""
    try:
        yield
    except (typer.Exit, typer.Abort, typer.TyperException, BrokenPipeError):
        raise
    except Refusal as refusal:
        typer.echo(words.refusal(refusal), err=True)
        raise typer.Exit(WRONG_USAGE) from refusal
    except Exception as fault:
        number = secrets.token_hex(4).upper()
        log.exception("fault %s", number)
        said = words.say("Something went wrong on our side. The reference number is {number}.", number=number)
        typer.echo(said, err=True)
        raise typer.Exit(OUR_FAULT) from fault


@contextmanager
def opened(words: Wording) -> Iterator[Database]:
    """The database of the settings, brought to this version's tables."""
    with answered(words):
        settings = load_settings()
        database = prepare_database(settings.database_url, settings.audit_anchor)
        try:
            yield database
        finally:
            database.close()


def sender() -> str:
    """Who is at the keyboard, for the record."""
    return os.environ.get("USER") or os.environ.get("USERNAME") or "command line"


def read_upload(path: Path) -> Upload:
    """A file's bytes; of one that is too large only so much as shows that it is."""
    with path.open("rb") as file:
        return Upload(name=path.name, content=file.read(Limits().size + MEBIBYTE))


def write_workbook(content: bytes, output: Path | None, usual: str) -> None:
    """Write a workbook and say where; under its usual name it replaces nothing, for that may be filled in."""
    path = output or Path(usual)
    try:
        with path.open("wb" if output else "xb") as file:
            file.write(content)
    except FileExistsError as fault:
        message = mark("{file} is there already. Say with --output where to write, or move the file away.")
        raise Refusal("file_exists", message, {"file": str(path)}) from fault
    except OSError as fault:
        message = mark("{file} cannot be written. Check that its folder exists and that you may write to it.")
        raise Refusal("file_not_written", message, {"file": str(path)}) from fault
    typer.echo(str(path))


def say_findings(findings: Iterable[Finding], words: Wording, file: str) -> None:
    """One line to a finding: file, sheet!cell, severity, code, sentence."""
    for finding in findings:
        place = "!".join(part for part in (finding.sheet, finding.cell) if part)
        message = words.finding(finding)
        typer.echo(f"{finding.file or file}  {place}  [{finding.severity.value}] {finding.code}: {message}")


def say_json(answer: object) -> None:
    """Write an answer as JSON."""
    typer.echo(json.dumps(answer, ensure_ascii=False, indent=1, default=str, allow_nan=False))


@app.command("blank-plan")
def blank_plan(output: Output = None, language: Said = Language.THAI) -> None:
    """Write an empty plan workbook. It carries its guidance; without --output it is plan.xlsx."""
    words = wording(language)
    with answered(words):
        write_workbook(render_blank_plan(language), output, "plan.xlsx")


@app.command("import-plan")
def import_plan(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, readable=True)],
    check: Annotated[bool, typer.Option("--check", help="Only judge and compare; load nothing.")] = False,
    as_json: AsJson = False,
    language: Said = Language.THAI,
) -> None:
    """Load a plan workbook as the next version. Every fault is listed with its cell, and what changes."""
    words = wording(language)
    with opened(words) as database:
        judged = judged_or_loaded(database, file, only_judged=check)
    if as_json:
        say_json(judgement_rows(judged, words, file.name))
    else:
        say_judgement(judged, words, file.name)
    raise typer.Exit(REFUSED if judged.is_blocked else 0)


def judged_or_loaded(database: Database, file: Path, *, only_judged: bool) -> PlanJudgement:
    """A plan workbook judged, or loaded where nothing stops it; one that cannot be read is a finding too."""
    upload = read_upload(file)
    try:
        return judge_plan(database, upload) if only_judged else load_plan(database, upload, by=sender())
    except WorkbookRefused as refusal:
        finding = refusal_finding(refusal, file.name)
        return PlanJudgement(reading=PlanReading(plan=None), findings=(finding,))


def say_judgement(judged: PlanJudgement, words: Wording, file: str) -> None:
    """Findings, what the plan changes, and what became of it."""
    say_findings(judged.findings, words, file)
    for change in judged.changes:
        named = " ".join(part for part in (change.kind.value, change.what, change.code, change.field) if part)
        typer.echo(f"  {named}: {words.text(change.before) or '–'} → {words.text(change.after) or '–'}")
    if judged.number is not None:
        typer.echo(words.say("The plan is loaded as version {number}.", number=judged.number))
    elif judged.is_blocked:
        typer.echo(words.say("{file}: not loaded.", file=file))
    else:
        typer.echo(words.say("{file}: only checked; nothing stops it from being loaded.", file=file))


@app.command("blank-return")
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
            database, department=department, year=found.year, month=found.month, language=language
        )
        write_workbook(content, output, f"return-{department}-{calendar.period_code(found)}.xlsx")


@app.command("import-returns")
def import_return_files(
    files: Annotated[list[Path], typer.Argument(exists=True, dir_okay=False, readable=True)],
    as_json: AsJson = False,
    language: Said = Language.THAI,
) -> None:
    """Publish KPI returns, in the order given. Every fault is listed; a file with one that blocks stays out."""
    words = wording(language)
    with opened(words) as database:
        load_calendar(database)  # without a plan no return can be judged, whatever the files are
        results = import_returns(database, [read_upload(file) for file in files], by=sender())
    if as_json:
        say_json(return_rows(results, words))
    else:
        for result in results:
            say_return(result, words)
    raise typer.Exit(REFUSED if any(result.version is None for result in results) else 0)


def say_return(result: ImportedReturn, words: Wording) -> None:
    """What became of one file."""
    say_findings(result.findings, words, result.file)
    if result.version is None:
        typer.echo(words.say("{file}: not loaded.", file=result.file))
    else:
        typer.echo(words.say("{file}: loaded as version {number}.", file=result.file, number=result.version))


@app.command("export-figures")
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
            boards = load_boards(database, Moment(year=found.year, month=found.month, as_of=instant))
        except NoPlan as none_then:
            raise NotFound("no_plan_then", mark("No plan was loaded yet at that time.")) from none_then
        rows = [figure.as_dict() for figure in export_figures(database, boards)]
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


@app.command("load-sample")
def load_sample_data(language: Said = Language.THAI) -> None:
    """Fill an empty database with a sample ministry. Its plan and five years of returns are made up."""
    bar = typer.progressbar(length=100, label="sample data", file=sys.stderr)
    with opened(wording(language)) as database, bar:
        load_sample(database, lambda done, total: bar.update(100 * done // total - bar.pos))


@app.command("upgrade-database")
def upgrade(language: Said = Language.THAI) -> None:
    """Bring the database to this version. Every start and every other command does so too."""
    words = wording(language)
    with opened(words):
        typer.echo(words.say("The database is ready for this version."))


def run() -> None:
    """Answer in UTF-8 whatever the console's encoding is, and log to stderr only what is wrong."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8")
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    app()


if __name__ == "__main__":
    run()
