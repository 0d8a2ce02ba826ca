"""Files that mean harm: each has its answer, none costs much time, and whoever reads them lives on."""

import time
from collections.abc import Callable

import pytest

from tests.workbooks.builders import raw_xlsb, read, record, saved_with, saved_xls, zip_of
from tests.workbooks.hostile import ODS_ONE, READ, REFUSED, flipped, ods_row
from workbooks.reading import Upload, WorkbookRefused, read_workbooks

# What one file may take, and what a busy machine adds.
SECONDS = 30


def answer(content: bytes) -> str:
    """What is answered: the code of the refusal and its reason, or "read"."""
    (result,) = read_workbooks([Upload(name="return.xlsx", content=content)])
    if not isinstance(result, WorkbookRefused):
        return "read"
    reason = result.values.get("reason")
    return f"{result.code}:{reason}" if reason else result.code


@pytest.mark.parametrize(
    ("make", "code"), [pytest.param(make, code, id=what) for what, make, code in REFUSED]
)
def test_each_unreadable_file_has_its_own_refusal_in_time(make: Callable[[], bytes], code: str) -> None:
    content = make()
    begun = time.monotonic()
    assert answer(content) == code
    assert time.monotonic() - begun < SECONDS


@pytest.mark.parametrize(
    ("make", "first"), [pytest.param(make, first, id=what) for what, make, first in READ]
)
def test_what_looks_dangerous_and_is_not_is_read_as_it_stands(
    make: Callable[[], bytes], first: object
) -> None:
    begun = time.monotonic()
    assert read(make()).sheets[0].cells[0].value == first
    assert time.monotonic() - begun < SECONDS


def test_there_are_many_such_files_and_each_is_another() -> None:
    names = [what for what, _, _ in (*REFUSED, *READ)]
    assert len(set(names)) == len(names)
    assert len(names) >= 100


def test_names_of_sheets_are_handed_on_as_they_stand() -> None:
    by_name = {what: make for what, make, _ in READ}
    assert read(by_name["a sheet named as a path"]()).sheets[0].name == "../../etc/passwd"
    assert read(by_name["a sheet named as a script"]()).sheets[0].name == "<script>"
    assert read(by_name["a sheet named to turn the reading direction"]()).sheets[0].name == "\u202exslx.fdp"


def _filled(sheet: object) -> None:
    for row in range(40):
        sheet.write(row, 0, f"จังหวัด {row}")  # type: ignore[attr-defined]
        sheet.write(row, 1, row * 1.5)  # type: ignore[attr-defined]


SOUND = {
    "xlsx": lambda: saved_with({f"A{n}": f"จังหวัด {n}" for n in range(1, 60)}),
    "xls": lambda: saved_xls(_filled),
    "xlsb": lambda: raw_xlsb(record(0, bytes(25)) + record(5, bytes(8) + b"\0\0\0\0\0\0\xf0?") * 9),
    "ods": lambda: ods_row(ODS_ONE.format(3), 9),
    "nothing but a zip": lambda: zip_of({"a": "b" * 5_000}),
}


@pytest.mark.parametrize("form", SOUND)
def test_a_file_damaged_by_chance_is_read_or_refused_and_nothing_else(form: str) -> None:
    """Forty bytes of each are changed, in twenty-five ways; some files are none the worse for it."""
    sound = SOUND[form]()
    uploads = [Upload(name=f"{seed}", content=flipped(sound, seed)) for seed in range(25)]
    begun = time.monotonic()
    results = read_workbooks([*uploads, Upload(name="sound", content=saved_with({"A1": 1}))])
    assert not isinstance(results[-1], WorkbookRefused)
    assert any(isinstance(result, WorkbookRefused) for result in results)
    assert time.monotonic() - begun < 60
