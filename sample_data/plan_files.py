"""The files beside this module that hold the sample plan's content."""

import csv
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from domain.text import Text

FOLDER = Path(__file__).parent / "plan"
Table = Mapping[str, Any]


@cache
def read_toml(name: str) -> Table:
    """A TOML file of the plan's folder."""
    return tomllib.loads((FOLDER / name).read_text(encoding="utf-8"))


@cache
def read_rows(name: str) -> tuple[Mapping[str, str], ...]:
    """The rows of a CSV file of the plan's folder, by the names in its first line."""
    with (FOLDER / name).open(encoding="utf-8", newline="") as lines:
        return tuple(csv.DictReader(lines))


@cache
def kpi_tables() -> tuple[Table, ...]:
    """Every KPI as written, in the plan's order."""
    files = sorted(path.name for path in FOLDER.glob("kpis_*.toml"))
    return tuple(table for name in files for table in read_toml(name)["kpi"])


@cache
def kpi_table(code: str) -> Table:
    """One KPI as written. Raises KeyError."""
    tables: dict[str, Table] = {table["code"]: table for table in kpi_tables()}
    return tables[code]


@cache
def flagship_table(code: str) -> Table:
    """One flagship as written. Raises KeyError."""
    tables: dict[str, Table] = {table["code"]: table for table in read_toml("flagships.toml")["flagship"]}
    return tables[code]


def both(words: Sequence[str] | None) -> Text:
    """A pair of Thai and English words as a text; empty where there is none."""
    return Text(th=words[0], en=words[1]) if words else Text()
