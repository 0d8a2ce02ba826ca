"""What every command shares: its options, its database, what it says, and how it ends."""

import json
import logging
import os
import secrets
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from access.start_up import load_settings
from data_access.database import Database
from domain.failures import Refusal
from domain.finding import Finding
from domain.text import Language, mark
from house_style.wording import Wording
from use_cases.authority import Caller
from use_cases.start_up import prepare_database
from workbooks.limits import MEBIBYTE, Limits
from workbooks.reading import Upload

REFUSED, WRONG_USAGE, OUR_FAULT = 1, 2, 3
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


def operator() -> Caller:
    """Who is at the keyboard, for the record."""
    name = os.environ.get("USER") or os.environ.get("USERNAME") or "command line"
    return Caller.operator(name)


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
