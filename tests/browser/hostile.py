"""A ministry whose every name, note and file is an attack: what is shown of it must be only its letters."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

# Nobody is there: a request to it fails the test, be it answered or not.
OUTSIDE = "evil.example"
ATTACKS = (
    "**b** $x^2$ :red[x] :material/home: `c`",
    f"![x](http://{OUTSIDE}/a.png) [go](http://{OUTSIDE}/b)",
    f"<img src=http://{OUTSIDE}/c.png onerror=window.hit=1><script>window.hit=1</script>",
    f'<a href="javascript:window.hit=1">x</a><iframe src=http://{OUTSIDE}/d></iframe>',
    '"><svg onload=window.hit=1></svg><b id=planted>x</b>',
    "{{7*7}} {0} {code} {name.__class__} %s %(x)s \0 end",
    "\u202eabc\u202c \u2066x \u200fy",
    "</script><style>*{display:none}</style><!--",
)
LONG = "ยาว" * 1_667


class _Attacks:
    """One attack after another, so that every place meets several of them."""

    def __init__(self) -> None:
        self._count = 0

    def on(self, text: str) -> str:
        """A text of the plan with an attack behind it."""
        self._count += 1
        return f"{text} {ATTACKS[self._count % len(ATTACKS)]}"


def poison(folder: Path) -> None:
    """Put attacks into the database of a folder, past all that looks at workbooks."""
    attacks = _Attacks()
    with closing(sqlite3.connect(folder / "dashboard.db")) as database, database:
        database.execute(
            "UPDATE plan_versions SET document = replace(document, 'Newborns in poor', ?)", (f"{LONG} in",)
        )
        for number, document in database.execute("SELECT number, document FROM plan_versions").fetchall():
            changed = json.dumps(_poisoned(json.loads(document), attacks), ensure_ascii=False)
            database.execute("UPDATE plan_versions SET document = ? WHERE number = ?", (changed, number))
        for table, column in (
            *(("plan_versions", "file_name"), ("submissions", "file_name"), ("submissions", "sent_by")),
            *(("submissions", "approved_by"), ("observations", "note"), ("observations", "sheet")),
        ):
            rows = database.execute(f"SELECT rowid, {column} FROM {table}").fetchall()
            changed_rows = [(attacks.on(text), row) for row, text in rows]
            database.executemany(f"UPDATE {table} SET {column} = ? WHERE rowid = ?", changed_rows)


def _poisoned(value: Any, attacks: _Attacks) -> Any:
    """A document with an attack in every name that people read; codes and choices stay what they are."""
    match value:
        case {"th": str(), "en": str()} if set(value) == {"th", "en"}:
            return {name: attacks.on(text) if text else text for name, text in value.items()}
        case dict():
            return {name: _poisoned(inner, attacks) for name, inner in value.items()}
        case list():
            return [_poisoned(inner, attacks) for inner in value]
        case _:
            return value
