"""Entries of the audit log are read as sentences, in both languages, whatever they tell of."""

import pytest

from domain.audit import Deed, Record
from domain.text import Language
from house_style.deeds import SENTENCES, say_deed, say_roles_then
from house_style.wording import wording
from tests.data_access.builders import at

TH, EN = wording(Language.THAI), wording(Language.ENGLISH)


def a_record(
    deed: str, object_: str, *, login: str = "somsri", roles: tuple[str, ...] = ("auditor",)
) -> Record:
    return Record(at=at(0), person=1, login=login, roles=roles, address="", deed=deed, object=object_)


def test_every_deed_has_its_sentence() -> None:
    assert set(SENTENCES) == set(Deed)


@pytest.mark.parametrize(
    ("deed", "object_", "thai", "english"),
    [
        ("sign_in", "person:somsri", "somsri เข้าสู่ระบบ", "somsri signed in."),
        ("grant_role", "person:malee", "somsri ให้บทบาทแก่ malee", "somsri gave malee a role."),
        ("load_plan", "plan:3", "somsri นำเข้าแผน: 3", "somsri loaded a plan: 3."),
        (
            "refused",
            "export_figures",
            "somsri ไม่ได้รับอนุญาต: ส่งออกข้อมูลผลการดำเนินงาน",
            "somsri was refused: Export figures.",
        ),
        ("export_figures", "table:overview/{0}", "somsri ส่งออกข้อมูลผลการดำเนินงาน: overview/{0}", ""),
    ],
)
def test_an_entry_is_a_sentence(deed: str, object_: str, thai: str, english: str) -> None:
    assert say_deed(a_record(deed, object_), TH) == thai
    assert say_deed(a_record(deed, object_), EN) == english or not english


def test_a_refused_sign_in_tells_of_nobody_where_nobody_is_known() -> None:
    assert (
        say_deed(a_record("sign_in_refused", "", login=""), EN) == "A sign-in was refused: Somebody unknown."
    )


def test_what_this_version_does_not_know_is_said_as_it_stands() -> None:
    strange = a_record("crown", "x:y", roles=("emperor", "operator"))
    assert say_deed(strange, EN) == "somsri: crown x:y"
    assert say_roles_then(strange, EN) == "emperor, Operator at the command line"
