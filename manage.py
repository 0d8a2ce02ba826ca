"""The command line: plan, returns, figures, database. `python manage.py --help` lists every command."""

import json
import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from access.start_up import load_settings
from data_access.database import Database
from domain.failures import Refusal
from domain.finding import Finding, Severity
from domain.fiscal import common_era
from domain.text import Language
from house_style.wording import Wording, wording
from plan_workbook.writing import render_blank_plan
from sample_data.loading import load_sample
from use_cases.boards import load_boards
from use_cases.export_figures import export_figures
from use_cases.forms import blank_return
from use_cases.import_returns import ImportedReturn, import_returns
from use_cases.load_plan import PlanJudgement, judge_plan, load_plan
from use_cases.moment import Moment
from use_cases.start_up import prepare_database
from use_cases.view_start import load_calendar
from workbooks.reading import Upload

REFUSED = 1
WRONG_USAGE = 2
app = typer.Typer(no_args_is_help=True, add_completion=False, help="Strategy dashboard: command line.")
Said = Annotated[Language, typer.Option("--language", help="Language of messages and workbooks: th or en.")]
AsJson = Annotated[bool, typer.Option("--json", help="Answer as JSON.")]
Output = Annotated[Path, typer.Option("--output", "-o", help="Where to write the workbook.")]


@contextmanager
def opened(words: Wording) -> Iterator[Database]:
    """The database of the settings; what cannot be done is said in one sentence, with exit code 2."""
    database: Database | None = None
    try:
        database = prepare_database(load_settings().database_url)
        yield database
    except Refusal as refusal:
        typer.echo(words.refusal(refusal), err=True)
        raise typer.Exit(WRONG_USAGE) from refusal
    finally:
        if database is not None:
            database.close()


def sender() -> str:
    """Who is at the keyboard, for the record."""
    return os.environ.get("USER") or os.environ.get("USERNAME") or "command line"


def read_uploads(files: Sequence[Path]) -> list[Upload]:
    """The files' bytes; a file that is not there is wrong usage."""
    return [Upload(name=path.name, content=path.read_bytes()) for path in files]


def finding_row(finding: Finding, words: Wording, file: str) -> dict[str, str]:
    """A finding as JSON takes it."""
    return {
        "file": finding.file or file,
        "sheet": finding.sheet,
        "cell": finding.cell,
        "code": finding.code,
        "severity": finding.severity.value,
        "message": words.finding(finding),
    }


def say_findings(findings: Iterable[Finding], words: Wording, file: str) -> None:
    """One line to a finding: file, sheet!cell, severity, code, sentence."""
    for finding in findings:
        place = "!".join(part for part in (finding.sheet, finding.cell) if part)
        message = words.finding(finding)
        typer.echo(f"{finding.file or file}  {place}  [{finding.severity.value}] {finding.code}: {message}")


@app.command("blank-plan")
def blank_plan(output: Output = Path("plan.xlsx"), language: Said = Language.THAI) -> None:
    """Write an empty plan workbook with guidance."""
    output.write_bytes(render_blank_plan(language))
    typer.echo(str(output))


@app.command("import-plan")
def import_plan(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False)],
    check: Annotated[bool, typer.Option("--check", help="Only judge and compare; load nothing.")] = False,
    as_json: AsJson = False,
    language: Said = Language.THAI,
) -> None:
    """Judge a plan workbook, show what it changes, and load it as the next version."""
    words = wording(language)
    [upload] = read_uploads([file])
    with opened(words) as database:
        try:
            judged = judge_plan(database, upload)
            if not as_json:
                say_judgement(judged, words, file.name)
            if not check and not judged.is_blocked:
                judged = load_plan(database, upload, by=sender())
        except Refusal as refusal:
            say_refusal(refusal, words, file.name, as_json)
            raise typer.Exit(REFUSED) from refusal
    if as_json:
        say_json(judgement_rows(judged, words, file.name))
    elif judged.number is not None:
        typer.echo(words.say("The plan is loaded as version {number}.", number=judged.number))
    raise typer.Exit(REFUSED if judged.is_blocked else 0)


def say_judgement(judged: PlanJudgement, words: Wording, file: str) -> None:
    """Findings, then what the plan would change."""
    say_findings(judged.findings, words, file)
    for change in judged.changes:
        typer.echo(
            f"  {change.kind} {change.what} {change.code} {change.field}: {change.before} → {change.after}"
        )


def judgement_rows(judged: PlanJudgement, words: Wording, file: str) -> dict[str, Any]:
    """A judged plan as JSON takes it."""
    return {
        "file": file,
        "loaded": judged.number is not None,
        "version": judged.number,
        "findings": [finding_row(finding, words, file) for finding in judged.findings],
        "changes": [
            {
                "kind": str(c.kind),
                "what": c.what,
                "code": c.code,
                "field": c.field,
                "before": str(c.before),
                "after": str(c.after),
            }
            for c in judged.changes
        ],
    }


def say_refusal(refusal: Refusal, words: Wording, file: str, as_json: bool) -> None:
    """A file that cannot be read, as a finding like any other."""
    finding = Finding(
        code=refusal.code, severity=Severity.BLOCK, message=refusal.message, values=refusal.values, file=file
    )
    if as_json:
        say_json(
            {"file": file, "loaded": False, "version": None, "findings": [finding_row(finding, words, file)]}
        )
    else:
        say_findings([finding], words, file)


def say_json(answer: object) -> None:
    """Write an answer as JSON."""
    typer.echo(json.dumps(answer, ensure_ascii=False, indent=1, default=str))


@app.command("blank-return")
def write_blank_return(
    department: str,
    period: Annotated[str, typer.Argument(help="For example 2563-Q2, 2563-M5 or 2563-R1.")],
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Where to write the workbook.")
    ] = None,
    language: Said = Language.THAI,
) -> None:
    """Write a department's return for a closing period, pre-filled."""
    words = wording(language)
    with opened(words) as database:
        found = load_calendar(database).read_period(period)
        content = blank_return(
            database, department=department, year=found.year, month=found.month, language=language
        )
    target = output or Path(f"return-{department}-{period}.xlsx")
    target.write_bytes(content)
    typer.echo(str(target))


@app.command("import-returns")
def import_return_files(
    files: Annotated[list[Path], typer.Argument(exists=True, dir_okay=False)],
    as_json: AsJson = False,
    language: Said = Language.THAI,
) -> None:
    """Read KPI returns, list every finding, and publish those that nothing stops."""
    words = wording(language)
    with opened(words) as database:
        results = import_returns(database, read_uploads(files), by=sender())
    if as_json:
        say_json(
            {
                "files": [
                    {"file": r.file, "loaded": r.version is not None, "version": r.version} for r in results
                ],
                "findings": [finding_row(f, words, r.file) for r in results for f in r.findings],
            }
        )
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
        datetime | None, typer.Option(help="Figures as they stood then (UTC); now if left out.")
    ] = None,
    as_json: AsJson = False,
    language: Said = Language.THAI,
) -> None:
    """Print every figure that the screens show for a period."""
    with opened(wording(language)) as database:
        calendar = load_calendar(database)
        found = calendar.read_period(period, year=common_era(fiscal_year))
        instant = as_of.replace(tzinfo=as_of.tzinfo or UTC) if as_of else None
        boards = load_boards(database, Moment(year=found.year, month=found.month, as_of=instant))
        rows = [figure.as_dict() for figure in export_figures(database, boards)]
    head = {
        "fiscal_year": calendar.shown_year(found.year),
        "period": calendar.period_code(found),
        "period_ends_on": calendar.ends_on(found.year, found.month).isoformat(),
        "as_of": instant.isoformat() if instant else None,
        "plan_version": boards.version.number,
    }
    if as_json:
        say_json({**head, "figures": rows})
        return
    for row in rows:
        scope = " ".join(str(value) for value in row["scope"].values())
        typer.echo(f"{scope}\t{row['actual']}\t{row['target_to_date']}\t{row['score']}\t{row['status']}")


@app.command("load-sample")
def load_sample_data(language: Said = Language.THAI) -> None:
    """Fill an empty database with a made-up ministry: plan and five years of returns."""
    words = wording(language)
    with opened(words) as database, typer.progressbar(length=100, label="sample data") as bar:
        load_sample(database, lambda done, total: bar.update(100 * done // total - bar.pos))


@app.command("upgrade-database")
def upgrade() -> None:
    """Bring the database to this version's tables (also done at every start)."""
    with opened(wording(Language.THAI)):
        typer.echo("ok")


if __name__ == "__main__":
    app()
