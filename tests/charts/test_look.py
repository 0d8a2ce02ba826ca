from charts.legend import Key, Sign, worth_saying
from charts.look import EDGE, Look, blank
from charts.marks import status_marker
from charts.tile_map import PlaceTile, tile_map
from domain.status import Status
from domain.text import Language
from house_style.colours import THEMES, Shade, resolved
from house_style.wording import wording
from tests.charts.builders import BOTH_GROUNDS, ENGLISH, PROJECTOR, THAI

KEYS = [
    Key(sign=Sign.BAR, colour="#111111", name="a" * 10),
    Key(sign=Sign.TICK, colour="#222222", name="b" * 10),
]


def test_every_length_follows_the_size_of_the_text() -> None:
    assert THAI.em(2) == 28
    assert PROJECTOR.em(2) == 52


def test_the_margins_are_fixed_and_the_title_has_its_room() -> None:
    bare = blank(THAI, title="", inner_height=100)
    full = blank(THAI, title="one finding", inner_height=100, bottom=20)
    assert bare.layout["height"] == 100 + 2 * EDGE
    assert bare.layout["margin"]["autoexpand"] is False
    assert full.layout["height"] == round(100 + 2 * EDGE + THAI.em(1.4 * 1.15) + THAI.em(0.6) + 20)
    assert [note["text"] for note in full.layout["annotations"]] == ["<b>one finding</b>"]


def test_a_title_that_is_too_long_for_a_phone_is_wrapped_and_may_not_write_tags() -> None:
    figure = blank(THAI, title="<i> " + "word " * 20, inner_height=100)
    said = str(figure.layout["annotations"][0]["text"])
    assert said.count("<br>") == 2
    assert "&lt;i&gt;" in said


def test_a_single_kind_of_mark_needs_no_legend() -> None:
    assert worth_saying(KEYS[:1]) == []
    assert blank(THAI, title="", inner_height=100, legend=KEYS).legend == KEYS


def test_a_key_that_says_something_alone_is_said_alone() -> None:
    alone = Key(sign=Sign.CIRCLE, colour="#333333", name="no data", alone=True)
    assert worth_saying([alone]) == [alone]


def test_the_theme_colours_the_letters_and_leaves_the_ground_to_the_page() -> None:
    template = blank(ENGLISH, title="", inner_height=10).layout["template"]["layout"]
    assert template["font"]["color"] == ENGLISH.theme.ink
    assert template["paper_bgcolor"] == "rgba(0,0,0,0)"
    assert template["dragmode"] is False


def test_more_labels_stand_side_by_side_where_lines_are_longer() -> None:
    wide = Look(words=wording(Language.THAI), line=84)
    assert (THAI.as_many(4), wide.as_many(4)) == (4, 8)


def test_a_marker_is_outlined_for_each_ground_as_it_would_be_there_alone() -> None:
    """On dark, what is on track has an outline of its own; on white the ground parts it from the bar below."""
    edges = status_marker([Status.ON_TRACK, Status.WATCH, Status.NO_DATA], BOTH_GROUNDS)["line"]
    for shade in (Shade.LIGHT, Shade.DARK):
        alone = Look(words=BOTH_GROUNDS.words, theme=THEMES[shade])
        expected = status_marker([Status.ON_TRACK, Status.WATCH, Status.NO_DATA], alone)["line"]
        assert resolved(edges, shade) == expected
    assert resolved(edges, Shade.LIGHT)["color"] == ["#FFFFFF", "#7A5D00", "#5F656B"]  # type: ignore[index]
    assert resolved(edges, Shade.DARK)["color"] == ["#4FC4B4", "#14181D", "#B3B9BF"]  # type: ignore[index]


def test_a_figure_for_both_grounds_is_on_each_what_it_would_be_there_alone() -> None:
    tiles = [
        PlaceTile(code=status.value, label="a", short="a", column=0, row=row, status=status)
        for row, status in enumerate(Status)
    ]
    both = tile_map(tiles, BOTH_GROUNDS).figure.as_dict()
    for shade in (Shade.LIGHT, Shade.DARK):
        alone = Look(words=BOTH_GROUNDS.words, theme=THEMES[shade])
        assert resolved(both, shade) == tile_map(tiles, alone).figure.as_dict()
