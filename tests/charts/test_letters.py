import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from charts.letters import as_plain, block, cut, on_two_lines, shortened, width_of, wrapped

STRATEGY = "ส่งเสริมและพัฒนาคุณภาพชีวิตกลุ่มเป้าหมายทุกกลุ่มอย่างยั่งยืน"


def test_marks_over_and_under_a_letter_take_no_room() -> None:
    assert width_of("ที่นี่") == 2
    assert width_of("abc") == 3


def test_a_short_name_stays_as_it_is_and_a_long_one_ends_in_an_ellipsis() -> None:
    assert shortened("ลพบุรี", 6) == "ลพบุรี"
    assert shortened("นครศรีธรรมราช", 6) == "นครศรี…"


def test_a_name_is_never_cut_between_a_letter_and_its_marks() -> None:
    assert cut("ที่นี่", 1) == "ที่"
    assert shortened("ที่นี่ดีมาก", 3) == "ที่นี่…"


def test_thai_without_spaces_is_broken_where_a_syllable_begins() -> None:
    first, second = wrapped(STRATEGY, 40)
    assert first + second == STRATEGY
    assert second[0] in "เแโใไ"
    assert max(width_of(first), width_of(second)) <= 40


def test_where_no_vowel_leads_a_line_begins_with_a_consonant_that_carries_one() -> None:
    assert wrapped("การประชุมวิชาการด้านสังคมภายใน", 19) == ["การประชุมวิชาการด้าน", "สังคมภายใน"]


def test_a_cluster_of_consonants_is_not_parted() -> None:
    assert wrapped("การปรับปรุงกว่า", 11) == ["การปรับปรุง", "กว่า"]


def test_a_number_stays_with_what_it_counts() -> None:
    assert wrapped("ลดหย่อนภาษี ได้ 2 เท่า", 16) == ["ลดหย่อนภาษี ได้", "2 เท่า"]


def test_a_space_is_the_better_place_for_a_new_line() -> None:
    assert wrapped("การบริจาค และลดหย่อนภาษี", 16) == ["การบริจาค", "และลดหย่อนภาษี"]


def test_what_does_not_fit_on_the_last_line_is_shortened() -> None:
    assert wrapped("one two three four", 8, lines=2) == ["one two", "three f…"]
    assert wrapped("Ubon Ratchathani", 13) == ["Ubon", "Ratchathani"]


def test_text_from_data_cannot_write_tags_into_a_figure() -> None:
    assert as_plain("<a href='x'>&") == "&lt;a href='x'&gt;&amp;"
    assert block("<b>", 10) == "&lt;b&gt;"


def test_a_period_and_its_year_stand_on_two_lines() -> None:
    assert on_two_lines("Q2/63") == "Q2<br>63"
    assert on_two_lines("มี.ค. 63") == "มี.ค.<br>63"
    assert on_two_lines("2563") == "2563"


@given(st.text(alphabet="กขคงเแิี่้า abc", max_size=60), st.integers(2, 12), st.integers(1, 3))
def test_no_line_is_wider_than_it_may_be_and_none_begins_with_a_mark(
    text: str, letters: int, lines: int
) -> None:
    found = wrapped(text.strip("ิี่้"), letters, lines=lines)
    assert len(found) <= lines
    assert all(width_of(line) <= letters for line in found)
    assert not any(unicodedata.category(line[0]) == "Mn" and " " not in text for line in found[1:])
