"""The audit log: whether it is whole, and a copy of it."""

import csv
from collections.abc import Mapping, Sequence
from datetime import datetime, time, timedelta
from io import StringIO
from typing import Annotated
from zoneinfo import ZoneInfo

import typer

from access.start_up import load_settings
from commands.terminal import REFUSED, AsJson, Said, opened, operator, say_json
from domain.audit import Deed
from domain.text import Language
from house_style.formulas import harmless
from house_style.labels import say_label
from house_style.wording import Wording, wording
from use_cases.authority import find_zone
from use_cases.verify_audit import Verdict, verify_audit
from use_cases.view_audit import COLUMNS, Wanted, as_cells, export_audit_log

Day = Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"])]


def verify(as_json: AsJson = False, language: Said = Language.THAI) -> None:
    """Judge the audit log. Ends with 1 and names the first place where it is not as it was written."""
    words = wording(language)
    with opened(words) as database:
        anchor = load_settings().audit_anchor
        verdict = verify_audit(database, operator(), anchor)
    if as_json:
        say_json(_as_row(verdict))
    else:
        say_verdict(verdict, words, str(anchor))
    raise typer.Exit(REFUSED if verdict.broken else 0)


def say_verdict(verdict: Verdict, words: Wording, anchor: str) -> None:
    """Whether the log is whole; and whether anything outside the database says so too."""
    if verdict.broken:
        how = say_label(verdict.broken.breach, words)
        typer.echo(
            words.say("The audit log is broken at entry {seq}: {how}.", seq=verdict.broken.seq, how=how)
        )
    else:
        head = verdict.head
        typer.echo(
            words.say(
                "The audit log is whole: {count} entries, the last {hash}.", count=head.seq, hash=head.hash
            )
        )
    if not verdict.anchored:
        said = words.say(
            "There is no anchor in {file}: that the end was cut off cannot be excluded.", file=anchor
        )
        typer.echo(said, err=True)


def export(
    login: Annotated[str, typer.Option(help="Only what this person did.")] = "",
    deed: Annotated[Deed | None, typer.Option(help="Only entries of this kind.")] = None,
    object_: Annotated[
        str, typer.Option("--object", help="Only what it was done to, from its beginning.")
    ] = "",
    words_: Annotated[str, typer.Option("--words", help="Only entries in which this stands.")] = "",
    since: Day = None,
    until: Day = None,
    as_json: AsJson = False,
    language: Said = Language.THAI,
) -> None:
    """Print the audit log, the newest entry first. CSV that no spreadsheet runs, or JSON; days are whole ones."""
    with opened(wording(language)) as database:
        zone = ZoneInfo(find_zone(database))
        wanted = Wanted(
            login=login,
            deed=deed.value if deed else "",
            object=object_,
            words=words_,
            since=datetime.combine(since, time.min, zone) if since else None,
            until=datetime.combine(until + timedelta(days=1), time.min, zone) if until else None,
        )
        rows = export_audit_log(database, operator(), wanted)
    if as_json:
        say_json(rows)
        return
    typer.echo(as_csv(rows), nl=False)


def as_csv(rows: Sequence[Mapping[str, object]]) -> str:
    """The entries as a table; the mark at its beginning tells a spreadsheet that it is UTF-8."""
    target = StringIO()
    target.write("\ufeff")
    writer = csv.writer(target, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(map(_in_cells, rows))
    return target.getvalue()


def _in_cells(row: Mapping[str, object]) -> list[object]:
    return [harmless(cell) if isinstance(cell, str) else cell for cell in as_cells(row)]


def _as_row(verdict: Verdict) -> dict[str, object]:
    broken = verdict.broken
    return {
        "entries": verdict.head.seq,
        "hash": verdict.head.hash,
        "anchored": verdict.anchored,
        "broken_at": broken.seq if broken else None,
        "breach": broken.breach.value if broken else None,
    }
