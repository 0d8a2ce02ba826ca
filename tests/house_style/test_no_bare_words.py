"""Whatever a screen shows comes from the catalogues or from the plan, never from the source itself."""

from pathlib import Path

import pytest

from tests.house_style.bare_words import bare_words

ROOT = Path(__file__).parents[2]
SCREENS = [path for folder in ("ui", "pages") for path in sorted((ROOT / folder).rglob("*.py"))]


def test_no_screen_shows_words_that_are_in_no_catalogue() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{line}  {said}"
        for path in SCREENS
        for line, said in bare_words(path.read_text(encoding="utf-8"))
    ]
    assert not found, "shown as they stand, in one language for all:\n" + "\n".join(found)


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ('st.subheader("Strategies")', "Strategies"),
        ('left.metric(words.say("Score"), 4, help="Higher is better")', "Higher is better"),
        ('st.text(f"{count} returns")', "… returns"),
        ('st.text("Late" if late else words.say("on time"))', "Late"),
        ('st.html(f"<p>Score</p>{escape(name)}")', "Score …"),
        ("st.html(f'<p aria-label=\"Score of {name}\">{name}</p>')", "Score of …"),
        ("st.html(f\"<p>{escape('Score')}</p>\")", "Score"),
        ('Card(label="Score", figure=score)', "Score"),
        ('Card(label=words.say("Score"), figure=score, lines=["of all", words.say("reported")])', "of all"),
        ('Column(heading="คะแนน", values=values)', "คะแนน"),
        ('config.NumberColumn("Score", format="%.2f")', "Score"),
        ('TITLE = "Overview"\nst.header(TITLE)', "Overview"),
    ],
)
def test_a_word_that_only_stands_in_the_source_is_found(source: str, said: str) -> None:
    assert [found for _, found in bare_words(source)] == [said]


@pytest.mark.parametrize(
    "source",
    [
        'st.subheader(words.say("Strategies"))',
        'st.text(f"{count} · {total}")',
        "st.html(f'<div class=\"cards\">{cards}</div>')",
        'st.download_button("XLSX", file, file_name="table.xlsx", key="table")',
        'st.columns(2, gap="large")',
        'st.session_state.get("chosen")',
        "Card(label=screen.text(kpi.name), figure=score)",
    ],
)
def test_what_is_no_word_of_a_language_is_not_held_against_a_screen(source: str) -> None:
    assert bare_words(source) == []
