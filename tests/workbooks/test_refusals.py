"""Every kind of file that is not read, each with its own refusal."""

import base64
from pathlib import Path

from babel.messages.pofile import read_po

from tests.workbooks.builders import (
    raw_xlsx,
    read,
    refusal_of,
    xlsx_members,
    zip_of,
)
from tests.workbooks.hostile import ONE_CELL, TEXT_TOO_LONG, two_far_cells
from workbooks.reading import Limits
from workbooks.refusals import REASONS

CATALOGUE = Path(__file__).parents[2] / "house_style" / "locale" / "th" / "workbooks.po"


def test_what_all_members_unpack_to_is_counted_together() -> None:
    """Three members of 90 kB each: none of them suspicious alone."""
    archive = zip_of(xlsx_members(ONE_CELL) | {f"xl/media/{n}.bin": bytes(90_000) for n in range(3)})
    assert read(archive, Limits(unpacked=275_000)).sheets[0].cells[0].address == "A1"
    assert refusal_of(archive, Limits(unpacked=265_000)).values == {"reason": "unpacked"}


def test_a_refusal_of_rows_says_where_the_sheet_ends_and_how_far_it_may_go() -> None:
    refusal = refusal_of(two_far_cells())
    assert refusal.values == {"sheet": "Sheet1", "row": 1_048_576, "limit": 20_000}
    assert str(refusal).startswith("Sheet “Sheet1” is filled down to row 1048576; at most 20000 rows")


def test_a_cell_that_is_too_long_is_named() -> None:
    refusal = refusal_of(raw_xlsx(TEXT_TOO_LONG))
    assert refusal.values == {"cell": "B2", "sheet": "Sheet1", "limit": 32_767}


def test_a_file_that_is_too_large_says_both_sizes() -> None:
    refusal = refusal_of(bytes(3_145_728), Limits(size=2_097_152))
    assert refusal.values == {"size_mb": "3.0", "limit_mb": "2"}


def test_the_longest_cell_and_the_last_row_that_are_allowed_are_read() -> None:
    longest = read(raw_xlsx(f'<row><c t="inlineStr"><is><t>{"ก" * 32_767}</t></is></c></row>'))
    assert longest.sheets[0].cells[0].value == "ก" * 32_767
    last = read(raw_xlsx('<row r="20000"><c r="A20000"><v>1</v></c></row>'))
    assert last.sheets[0].cells[0].address == "A20000"


def test_blank_formatted_cells_far_below_the_table_do_no_harm() -> None:
    far = '<row r="1048576"><c r="XFD1048576" s="0"/></row>'
    assert [cell.address for cell in read(raw_xlsx(ONE_CELL + far)).sheets[0].cells] == ["A1"]


def test_more_text_than_may_be_answered_is_refused() -> None:
    rows = "".join(f'<row><c t="inlineStr"><is><t>{n:05}{"x" * 995}</t></is></c></row>' for n in range(30))
    assert refusal_of(raw_xlsx(rows), Limits(answer=100_000)).code == "too_much_text"


def test_macros_are_never_run_and_do_not_keep_a_workbook_from_being_read() -> None:
    macros = xlsx_members(ONE_CELL) | {"xl/vbaProject.bin": base64.b64decode("0M8R4KGxGuE=")}
    assert read(zip_of(macros)).format == "xlsm"


def test_every_refusal_has_its_thai_sentence_with_the_same_places_to_fill() -> None:
    with CATALOGUE.open("rb") as file:
        thai = {str(entry.id): str(entry.string) for entry in read_po(file) if entry.id}
    assert thai.keys() == set(REASONS.values())
    for english, sentence in thai.items():
        assert placeholders(sentence) == placeholders(english)
        assert any("ก" <= letter <= "๛" for letter in sentence)


def placeholders(sentence: str) -> set[str]:
    return {part.split("}")[0] for part in sentence.split("{")[1:]}
