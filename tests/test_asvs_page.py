"""The page about ASVS names places that exist, and judges each requirement once."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "asvs.md").read_text(encoding="utf-8")
ROW = re.compile(r"^\| (\d+\.\d[^|]*) \| ([^|]+) \| ([^|]+) \| (.+) \|$", re.MULTILINE)


def test_every_requirement_is_judged_once_and_with_a_reason() -> None:
    rows = ROW.findall(PAGE)
    numbers = [number for number, *_ in rows]
    assert len(numbers) == len(set(numbers)) > 80
    assert {verdict for _, _, verdict, _ in rows} == {"met", "partly", "not met", "–"}
    assert all(reason.strip() for *_, reason in rows)


def test_what_is_said_to_hold_it_is_there() -> None:
    places = set(re.findall(r"`([a-z_]+/[\w/]+\.(?:py|txt))`", PAGE)) - {
        "web/server/starlette/starlette_routes.py"
    }
    assert len(places) > 20
    assert not [place for place in places if not (ROOT / place).is_file()]
