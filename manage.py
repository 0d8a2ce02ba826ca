"""The command line: plan, returns, figures, people, audit log, database. `python manage.py --help` lists every command.

Exit codes: 0 done; 1 a finding stopped a file, or the audit log is broken; 2 what was asked cannot be done (a sentence
on stderr says why); 3 a fault of ours (a reference number on stderr, and the rest beside it). With --json stdout holds
one JSON document.
"""

import logging
import sys
from io import TextIOWrapper

import typer

from commands import audit_log, figures, people, plans, reminders, return_views, returns, upkeep

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="Strategy dashboard: command line. The settings DASHBOARD_DATA and DATABASE_URL choose the database. "
    "Exit codes: 0 done, 1 a finding stopped a file or the audit log is broken, 2 wrong usage, 3 a fault of the "
    "program.",
)
app.command("blank-plan")(plans.blank_plan)
app.command("import-plan")(plans.import_plan)
app.command("blank-return")(returns.write_blank_return)
app.command("import-returns")(returns.import_return_files)
app.command("draft-from-view")(return_views.draft_return_from_view)
app.command("approve-return")(returns.approve_return)
app.command("send-reminders")(reminders.send_reminder_mails)
app.command("export-figures")(figures.write_figures)
app.command("add-person")(people.add_person)
app.command("reset-password")(people.reset_a_password)
app.command("grant-role")(people.give_role)
app.command("end-role")(people.take_role)
app.command("disable-person")(people.disable)
app.command("enable-person")(people.enable)
app.command("end-sessions")(people.end_open_sessions)
app.command("list-people")(people.list_everybody)
app.command("verify-audit")(audit_log.verify)
app.command("export-audit")(audit_log.export)
app.command("load-sample")(upkeep.load_sample_data)
app.command("upgrade-database")(upkeep.upgrade)


def run() -> None:
    """Answer in UTF-8 whatever the console's encoding is, and log to stderr only what is wrong."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8")
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    app()


if __name__ == "__main__":
    run()
