"""The words of a page: all that a reader meets, and which of them are in a language that is not the page's."""

import re
import sqlite3
from contextlib import closing

from tests.browser.application import Application

THAI, LATIN = re.compile("[\u0e00-\u0e7f]+"), re.compile("[A-Za-z]{2,}")
# The log tells of files and entries by these.
HASH = re.compile(r"\b[0-9a-f]{64}\b")
HYPHEN_FOR_MINUS = re.compile(r"(?<![\w.])-\d")
# Thai says ร้อยละ in words or "%" at the number; English writes "%" at the number.
PERCENT_APART = re.compile(r"\d %|ร้อยละ [\d.,]+ ?%")
# The switch names each language in itself; kinds of files and programs have one name everywhere.
NO_LANGUAGE = {
    "Enter",
    "SHA",
    "UTC",
    "XLSX",
    "CSV",
    "Excel",
    "xlsx",
    "English",
    "Streamlit",
    "KPI",
    "ไทย",
    "OpenDocument",
    "https",
    "MB",
    "XLSM",
    "XLSB",
    "XLS",
    "ODS",
    "ics",
}
# All that a reader can see, hear or hover over, also in shadow roots; the ligatures that draw icons are no words.
READ = """() => {
    const said = []
    const take = root => root.querySelectorAll("*").forEach(element => {
        if (element.closest("script, style, noscript, [data-testid=stIconMaterial]")) return
        for (const name of ["aria-label", "aria-description", "title", "placeholder", "alt"])
            if (element.getAttribute(name)) said.push(element.getAttribute(name))
        for (const node of element.childNodes) if (node.nodeType === Node.TEXT_NODE) said.push(node.data)
        if (element.shadowRoot) take(element.shadowRoot)
    })
    take(document)
    return said.map(text => text.trim()).filter(text => text)
}"""


def read_told(application: Application) -> str:
    """All text that the ministry's own plan and returns brought with them."""
    address = f"file:{application.log.parent / 'dashboard.db'}?mode=ro"
    with closing(sqlite3.connect(address, uri=True)) as database:
        tables = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        rows = [row for table in tables for row in database.execute(f"SELECT DISTINCT * FROM {table}")]
    return " ".join({value for row in rows for value in row if isinstance(value, str)})


def foreign(said: list[str], letters: re.Pattern[str], told: str) -> set[str]:
    """Texts with words in those letters that neither the plan told nor every language writes so.

    A chart breaks a long name where it likes, so a piece of a name counts as told.
    """
    return {
        text
        for text in said
        if any(word not in told for word in letters.findall(HASH.sub("", text)) if word not in NO_LANGUAGE)
    }


def list_strange_numbers(said: list[str], told: str) -> list[str]:
    """Texts with a hyphen for a minus, or with a percent sign that does not stand at its number."""
    return [
        text
        for text in said
        if (HYPHEN_FOR_MINUS.search(text) or PERCENT_APART.search(text)) and text not in told
    ]
