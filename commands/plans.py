"""Plan workbooks: an empty one, and one that is judged or loaded."""

from pathlib import Path
from typing import Annotated

import typer

from commands.terminal import (
    REFUSED,
    AsJson,
    Output,
    Said,
    answered,
    opened,
    operator,
    read_upload,
    say_findings,
    say_json,
    write_workbook,
)
from data_access.database import Database
from domain.text import Language
from house_style.wording import Wording, wording
from plan_workbook.reading import PlanReading
from plan_workbook.writing import render_blank_plan
from use_cases.answers import judgement_rows
from use_cases.judging import refusal_finding
from use_cases.load_plan import PlanJudgement, judge_plan, load_plan
from workbooks.reading import WorkbookRefused


def blank_plan(output: Output = None, language: Said = Language.THAI) -> None:
    """Write an empty plan workbook. It carries its guidance; without --output it is plan.xlsx."""
    words = wording(language)
    with answered(words):
        write_workbook(render_blank_plan(language), output, "plan.xlsx")


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
    upload, caller = read_upload(file), operator()
    try:
        return judge_plan(database, caller, upload) if only_judged else load_plan(database, caller, upload)
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
