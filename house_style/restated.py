"""The mark of a figure that was changed after it was published, or came after its period was closed."""

from domain.text import mark
from house_style.wording import Wording

SIGN = "✱"
RESTATED = mark("Restated")


def say_restated(words: Wording) -> str:
    """The mark and its word, wherever such a figure is shown: "✱ แก้ไขย้อนหลัง"."""
    return f"{SIGN} {words.say(RESTATED)}"
