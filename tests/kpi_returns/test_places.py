from dataclasses import replace

import pytest

from domain.plan import Plan
from kpi_returns.places import Match, PlaceReader
from tests.builders import a_plan, a_province
from tests.kpi_returns.builders import WORDS

PLAN = a_plan(
    words=WORDS,
    provinces=(
        replace(a_province("10", name="กรุงเทพมหานคร"), aliases=("กทม.", "กทม")),
        a_province("22", name="จันทบุรี"),
        replace(a_province("46", name="กาฬสินธุ์"), aliases=("กาฬสินธ์",)),
        a_province("51", name="ลำพูน"),
        a_province("54", name="แพร่"),
    ),
)


def code_read(name: str, *, code: str = "", plan: Plan = PLAN) -> str:
    """The province that is taken for certain; empty where none is."""
    province = PlaceReader(plan).read(code, name).province
    return province.code if province else ""


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("กรุงเทพมหานคร", "10"),
        ("กทม.", "10"),
        ("จังหวัดกาฬสินธุ์", "46"),
        ("จ. กาฬสินธุ์", "46"),
        ("จ.กาฬสินธ์", "46"),
        ("จันทบุรี", "22"),
        ("จ.จันทบุรี", "22"),
        ("ลำพูน", "51"),
        ("ล\u0e4d\u0e32พูน", "51"),
        ("เเพร่", "54"),
        (" ลำพูน\u200b ", "51"),
    ],
)
def test_a_province_is_known_by_its_name_prefix_alias_and_every_way_to_type_it(
    written: str, code: str
) -> None:
    assert code_read(written) == code


@pytest.mark.parametrize("written", ["กาฬสิน", "ลำพูนน", "ลำปาง", "แพร", "จันทบุรีย์"])
def test_a_name_that_is_only_alike_is_never_taken(written: str) -> None:
    assert code_read(written) == ""


def test_a_misspelt_name_is_answered_with_the_one_that_may_be_meant() -> None:
    read = PlaceReader(PLAN).read_name("กาฬสินทุ์")
    assert (read.match, [name.th for name in read.meant]) == (Match.UNKNOWN, ["กาฬสินธุ์"])


def test_a_name_unlike_all_others_is_answered_with_none() -> None:
    assert PlaceReader(PLAN).read_name("Kuala Lumpur").meant == ()


def test_a_very_long_name_is_not_compared_with_the_others() -> None:
    assert PlaceReader(PLAN).read_name("กาฬสินธุ" * 5_000).meant == ()


@pytest.mark.parametrize("written", ["รวม", "รวมทั้งสิ้น", "รวมภาคเหนือ", "ภาคเหนือ", "ภาคใต้", "North"])
def test_a_subtotal_is_no_province(written: str) -> None:
    assert PlaceReader(PLAN).read("", written).match is Match.SUBTOTAL


def test_a_subtotal_row_stays_one_even_with_a_provinces_code_beside_it() -> None:
    assert PlaceReader(PLAN).read("10", "รวม").match is Match.SUBTOTAL


def test_a_province_whose_name_begins_like_a_subtotal_is_still_a_province() -> None:
    plan = a_plan(words=WORDS, provinces=(a_province("99", name="รวมไทย"),))
    assert code_read("รวมไทย", plan=plan) == "99"


def test_an_alias_is_told_apart_from_an_official_name() -> None:
    assert PlaceReader(PLAN).read("", "กทม").match is Match.ALIAS
    assert PlaceReader(PLAN).read("10", "กทม").match is Match.PROVINCE


def test_code_and_name_of_two_provinces_are_a_contradiction_and_neither_is_taken() -> None:
    read = PlaceReader(PLAN).read("10", "แพร่")
    assert (read.match, read.province) == (Match.CONTRADICTION, None)


@pytest.mark.parametrize(("code", "name"), [("51", ""), ("๕๑", ""), ("51", "ลำพูน"), ("51", "ลพูน")])
def test_a_code_says_the_province_where_the_name_does_not_say_another(code: str, name: str) -> None:
    assert code_read(name, code=code) == "51"


def test_a_spelling_that_two_provinces_share_names_neither() -> None:
    twins = tuple(replace(a_province(code, name=f"จังหวัดที่ {code}"), aliases=("เมือง",)) for code in "12")
    assert code_read("เมือง", plan=a_plan(provinces=twins)) == ""
