"""The database itself: filled with the sample, brought to this version."""

import sys

import typer

from commands.terminal import Said, opened
from domain.text import Language
from house_style.wording import wording
from sample_data.loading import load_sample


def load_sample_data(language: Said = Language.THAI) -> None:
    """Fill an empty database with a sample ministry. Its plan and five years of returns are made up."""
    bar = typer.progressbar(length=100, label="sample data", file=sys.stderr)
    with opened(wording(language)) as database, bar:
        load_sample(database, lambda done, total: bar.update(100 * done // total - bar.pos))


def upgrade(language: Said = Language.THAI) -> None:
    """Bring the database to this version. Every start and every other command does so too."""
    words = wording(language)
    with opened(words):
        typer.echo(words.say("The database is ready for this version."))
