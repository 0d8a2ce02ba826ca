"""Text that fits its place: Thai has no spaces between words, and its vowels and tones stand over letters."""

import unicodedata
from html import escape

ELLIPSIS = "…"
ZERO_WIDTH = {"Mn", "Me", "Cf"}
# The vowels that Thai writes before the consonant: a syllable begins there. By number, since no Thai stands in code.
LEADING_VOWELS = frozenset(map(chr, range(0x0E40, 0x0E45)))
# What never begins a line: vowels that follow their consonant, and the signs of repetition and abbreviation.
TRAILING = frozenset(map(chr, (0x0E2F, 0x0E30, 0x0E32, 0x0E33, 0x0E45, 0x0E46)))
CONSONANTS = frozenset(map(chr, range(0x0E01, 0x0E2F)))
# Consonants said as one with the next: stops before r, l and w; the silent leaders before m, n, y and the like.
STOPS = frozenset(map(chr, (0x0E01, 0x0E02, 0x0E04, 0x0E15, 0x0E17, 0x0E1B, 0x0E1C, 0x0E1E, 0x0E2A)))
LIQUIDS = frozenset(map(chr, (0x0E23, 0x0E25, 0x0E27)))
LEADERS = frozenset(map(chr, (0x0E2B, 0x0E2D)))
LED = LIQUIDS | frozenset(map(chr, (0x0E07, 0x0E0D, 0x0E19, 0x0E21, 0x0E22)))
NARROW = 4
EARLIEST_BREAK = 0.45


def width_of(text: str) -> int:
    """How many letters wide a text is: marks above and below a letter take no room."""
    return sum(1 for letter in text if unicodedata.category(letter) not in ZERO_WIDTH)


def as_plain(text: str) -> str:
    """Text from data, made safe for a figure, which reads tags in its texts."""
    return escape(text, quote=False)


def shortened(text: str, letters: int) -> str:
    """At most that many letters wide, cut before a mark's letter, with an ellipsis where something is missing."""
    if width_of(text) <= letters:
        return text
    return text[: _end_of(text, letters - 1)].rstrip() + ELLIPSIS


def cut(text: str, letters: int) -> str:
    """The first letters, with their marks and without an ellipsis, where each letter counts."""
    return text[: _end_of(text, letters)].rstrip()


def wrapped(text: str, letters: int, *, lines: int = 2) -> list[str]:
    """Lines of at most that many letters; what does not fit in the last one is shortened."""
    rest = " ".join(text.split())
    found: list[str] = []
    while rest and len(found) < lines - 1 and width_of(rest) > letters:
        end = _break_before(rest, _end_of(rest, letters))
        found.append(rest[:end].rstrip())
        rest = rest[end:].lstrip()
    return [*found, shortened(rest, letters)] if rest else found


def block(text: str, letters: int, *, lines: int = 2) -> str:
    """Wrapped, made safe, its lines joined as a figure wants them."""
    return "<br>".join(as_plain(line) for line in wrapped(text, letters, lines=lines))


def on_two_lines(label: str) -> str:
    """A period's label with its year below it, where it has two parts: narrow enough to label many."""
    for between in ("/", " "):
        first, found, second = label.rpartition(between)
        if found and width_of(label) > NARROW:
            return f"{as_plain(first)}<br>{as_plain(second)}"
    return as_plain(label)


def _end_of(text: str, letters: int) -> int:
    """Where the letter after the first so many begins."""
    seen = 0
    for position, letter in enumerate(text):
        if unicodedata.category(letter) in ZERO_WIDTH:
            continue
        if seen == letters:
            return position
        seen += 1
    return len(text)


def _break_before(text: str, end: int) -> int:
    """The best place for a new line: a space near the end, else where a syllable begins, else the end itself."""
    earliest = int(end * EARLIEST_BREAK)
    spaces = [place for place in range(earliest, end + 1) if text[place : place + 1] == " "]
    if not spaces and _cuts_a_word(text, end):
        spaces = [place for place in range(1, earliest) if text[place] == " "]
    # A number stays with what it counts, where another space will do.
    apart = [place for place in spaces if not text[place - 1].isdigit()]
    if spaces:
        return (apart or spaces)[-1]
    places = range(min(end, len(text) - 1), earliest, -1)
    for begins in (_is_leading, _begins_syllable, _may_begin_line):
        found = next((place for place in places if begins(text, place)), None)
        if found is not None:
            return found
    return end


def _cuts_a_word(text: str, end: int) -> bool:
    """Whether a break there would part two letters of a script that has spaces between its words."""
    return text[end - 1 : end + 1].isascii() and text[end - 1 : end + 1].isalpha() and end < len(text)


def _is_leading(text: str, place: int) -> bool:
    return text[place] in LEADING_VOWELS


def _begins_syllable(text: str, place: int) -> bool:
    """A consonant, or a cluster of two, that carries a vowel or a tone."""
    if text[place] not in CONSONANTS or _is_cluster(text, place - 1):
        return False
    return _carries(text, place + 1 if _is_cluster(text, place) else place) and _may_begin_line(text, place)


def _is_cluster(text: str, place: int) -> bool:
    first, second = text[place], text[place + 1 : place + 2]
    return (first in STOPS and second in LIQUIDS) or (first in LEADERS and second in LED)


def _carries(text: str, place: int) -> bool:
    after = text[place + 1 : place + 2]
    return bool(after) and (after in TRAILING or unicodedata.category(after) in ZERO_WIDTH)


def _may_begin_line(text: str, place: int) -> bool:
    """Neither a mark, nor a vowel that follows, nor a letter whose vowel stands before it."""
    first = text[place : place + 1]
    is_mark = bool(first) and unicodedata.category(first) in ZERO_WIDTH
    return not (is_mark or first in TRAILING or text[place - 1] in LEADING_VOWELS)
