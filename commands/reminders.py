"""Reminders by e-mail, for whatever runs a command once a day."""

from collections.abc import Mapping
from functools import partial
from typing import Annotated

import typer

from access.mail_settings import load_mail_settings
from commands.terminal import REFUSED, Said, opened, operator
from domain.text import Language, mark
from house_style.wording import Wording, wording
from use_cases.mail_delivery import deliver
from use_cases.send_reminders import Outcome, SentReminder, send_reminders

SAID: Mapping[Outcome, str] = {
    Outcome.SENT: mark("{login}: reminded of {count} returns."),
    Outcome.WOULD_BE_SENT: mark("{login}: would be reminded of {count} returns."),
    Outcome.SENT_BEFORE: mark("{login}: reminded today already."),
    Outcome.NO_ADDRESS: mark("{login}: not reminded; the login is no e-mail address."),
}


def send_reminder_mails(
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say to whom letters would go, and send none.")
    ] = False,
    language: Said = Language.THAI,
) -> None:
    """Remind departments by e-mail of the returns they owe.

    Of those that are due, late, sent back or kept as a draft. Each person gets one letter a day at most. Exit code 1
    where a letter could not be sent.
    """
    words = wording(language)
    with opened(words) as database:
        settings = load_mail_settings()
        results = send_reminders(
            database, operator(), partial(deliver, settings), settings, is_rehearsal=dry_run
        )
    for result in results:
        typer.echo(say_result(result, words))
    if not results:
        typer.echo(words.say("Nobody has to be reminded of anything."))
    raise typer.Exit(REFUSED if any(result.outcome is Outcome.FAILED for result in results) else 0)


def say_result(result: SentReminder, words: Wording) -> str:
    """What became of one letter."""
    if result.refusal is not None:
        return f"{result.login}: {words.refusal(result.refusal)}"
    return words.say(SAID[result.outcome], login=result.login, count=result.returns)
