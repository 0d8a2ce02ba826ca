"""The audit log is searched, read and checked on its page; the address keeps what was asked for."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from access.house_database import house_database
from access.start_up import load_settings
from domain.audit import Deed
from domain.person import Role
from tests.journeys.insiders import come_in
from tests.journeys.reader import _components, is_well, opened, read, ways
from tests.people import ROOT, somebody
from ui.parts.audit import ON_A_PAGE
from use_cases.authority import OPERATOR, Actor, record_alone
from use_cases.manage_people import disable_person


@pytest.fixture(autouse=True)
def an_auditor_is_in(own_ministry: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The house is the test's own, and whoever looks at it reads the log."""
    come_in(monkeypatch, Role.AUDITOR)


def fields_of(app: AppTest) -> dict[str, dict[str, object]]:
    [(_, sent)] = _components(app, "search")
    return {field["name"]: field for field in sent["fields"]}


def told(note: str) -> None:
    """Something that somebody did, with a note of his."""
    actor = Actor(person=None, login="root", name="root", roles=(OPERATOR,))
    record_alone(house_database(), actor, Deed.EXPORT_FIGURES, "figures:test", reason=note)


def test_an_entry_is_a_sentence_with_all_that_stands_in_it() -> None:
    somebody(house_database())
    disable_person(house_database(), ROOT, "somsri", reason="**ลาออก** <b>x</b>")
    app = opened("audit", deed=Deed.DISABLE_PERSON.value, lang="en")
    assert is_well(app)
    said = " ".join(read(app).split())
    assert "root disabled somsri." in said
    assert "Operator at the command line" in said
    assert '{"sessions_ended":0}' in said
    [entries] = [block.value for block in app.html if 'class="log"' in block.value]
    assert "**ลาออก** &lt;b&gt;x&lt;/b&gt;" in entries


def test_what_is_asked_for_stands_in_the_fields_and_narrows() -> None:
    for note in ("first", "second"):
        told(note)
    app = opened(
        "audit", who="ROOT", deed=Deed.EXPORT_FIGURES.value, object="figures:", words="second", lang="en"
    )
    assert "1 entries; here those from no." in read(app)
    values = {name: field["value"] for name, field in fields_of(app).items()}
    assert values == {
        "who": "ROOT",
        "deed": "export_figures",
        "object": "figures:",
        "first": "",
        "last": "",
        "words": "second",
    }


def test_days_are_whole_ones_and_one_that_is_none_is_told_at_its_field() -> None:
    assert "There is no such entry" in read(opened("audit", first="1/1/2599", lang="en"))
    assert "There is no such entry" in read(opened("audit", last="1/1/2500", lang="en"))
    app = opened("audit", first="31/2/2569", last="12/12/2569", lang="en")
    assert is_well(app)
    assert str(fields_of(app)["first"]["wrong"]).startswith("“31/2/2569” is not a day.")
    assert fields_of(app)["last"]["wrong"] == ""
    assert "No. " not in read(app)


def test_older_entries_are_on_the_next_page() -> None:
    for number in range(ON_A_PAGE + 2):
        told(f"note {number}")
    app = opened("audit", object="figures:test", lang="en")
    assert f"{ON_A_PAGE + 2} entries" in read(app)
    older = ways(app)["Older entries"]
    assert "object=figures%3Atest" in older
    before = older.rpartition("before=")[2].partition("&")[0]
    app = opened("audit", object="figures:test", before=before, lang="en")
    assert "note 1" in read(app)
    assert "note 2" not in read(app)
    assert "Older entries" not in ways(app)
    assert "before" not in ways(app)["Newest entries"]


@pytest.mark.parametrize("before", ["-1", "²", "1e9", "9" * 30, "' OR 1=1"])
def test_a_forged_place_is_not_heeded(before: str) -> None:
    app = opened("audit", before=before, lang="en")
    assert is_well(app)
    assert "No. " in read(app)


def test_the_log_is_called_whole_only_after_it_was_checked() -> None:
    assert "every link holds" not in read(opened("audit", lang="en"))
    app = opened("audit", check="1", lang="en")
    assert is_well(app)
    assert "Checked just now: every link holds from the first entry to no. " in read(app)


def test_a_log_whose_end_was_cut_is_told() -> None:
    anchor = load_settings().audit_anchor
    lines = anchor.read_text(encoding="utf-8").splitlines()
    assert lines
    told("cut")
    with anchor.open("a", encoding="utf-8") as file:
        file.write(lines[-1].replace(lines[-1].split()[0], "999999", 1) + "\n")
    assert "The audit log is broken at entry" in read(opened("audit", check="1", lang="en"))
