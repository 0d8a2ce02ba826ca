"""Every reason why a file is not read as a spreadsheet, and the sentence that says so."""

from types import MappingProxyType

from domain.failures import Refusal
from domain.text import mark


class WorkbookRefused(Refusal):
    """A file that cannot be read as a spreadsheet; `code` is one of REASONS."""


REASONS = MappingProxyType(
    {
        "file_empty": mark("The file is empty (0 bytes). Save it again and send it once more."),
        "file_too_large": mark(
            "The file has {size_mb} MB; at most {limit_mb} MB are accepted. "
            "Remove pictures and sheets that are not needed."
        ),
        "not_a_spreadsheet": mark(
            "This file is not a spreadsheet. Send a file of type .xlsx, .xlsm, .xlsb, .xls, .ods or .csv."
        ),
        "html_saved_as_xls": mark(
            "This file is a web page with the name of an Excel file. "
            "Open it in Excel and save it as “Excel Workbook (.xlsx)”."
        ),
        "unknown_encoding": mark(
            "The characters of this text file cannot be read. Save it as “CSV UTF-8” or as .xlsx."
        ),
        "password_protected": mark(
            "The file is protected by a password and cannot be opened. "
            "Remove the password in Excel and save it again."
        ),
        "strict_ooxml": mark(
            "The file is saved as “Strict Open XML Spreadsheet”, which cannot be read. "
            "Save it as “Excel Workbook (.xlsx)”."
        ),
        "corrupt": mark(
            "The file is damaged and cannot be read. "
            "Open it in Excel, let Excel repair it, and save it again."
        ),
        "suspicious_archive": mark(
            "The file is packed in a way in which no spreadsheet program packs it, so it was not opened. "
            "Open it in Excel and save it as a new .xlsx file."
        ),
        "too_many_rows": mark(
            "Sheet “{sheet}” is filled down to row {row}; at most {limit} rows are read. "
            "Delete what stands below the table."
        ),
        "too_many_cells": mark(
            "The filled area of the file has more than {limit} cells. "
            "Delete what stands far to the right of the table or below it."
        ),
        "cell_too_long": mark(
            "Cell {cell} on sheet “{sheet}” holds more than {limit} characters. Shorten its text."
        ),
        "too_much_text": mark("The file holds more text than can be read. Remove what is not needed."),
        "took_too_long": mark(
            "Reading the file took longer than {seconds} seconds and was stopped. "
            "Copy the table into a new workbook and send that."
        ),
        "reader_died": mark(
            "The file could not be read: it is damaged or asks for too much memory. "
            "Copy the table into a new workbook and send that."
        ),
        "not_marked": mark(
            "This workbook cannot be given back with its faults marked. All of them are in the list on the page; "
            "mend them in your own file."
        ),
        "no_cells": mark("The workbook is blank: not a single cell is filled in."),
    }
)


def refused(code: str, **values: object) -> WorkbookRefused:
    """The refusal of that code; KeyError where REASONS does not know it."""
    return WorkbookRefused(code, REASONS[code], values)
