"""Which place a row of a return is about."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum

from domain.plan import Plan, Province
from domain.text import Text
from kpi_returns.entries import folded
from kpi_returns.numbers import THAI_DIGITS

ALIKE = 0.6
SUGGESTIONS = 3
LONGEST_COMPARED = 60
COMPARED_AT_MOST = 200


class Match(StrEnum):
    """How a row's code and name were understood."""

    PROVINCE = "province"
    ALIAS = "alias"
    CODE_ONLY = "code_only"
    CONTRADICTION = "contradiction"
    SUBTOTAL = "subtotal"
    UNKNOWN = "unknown"
    NAMELESS = "nameless"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadPlace:
    """The place of a row. `province` is empty unless the place is sure enough to be taken.

    CODE_ONLY: the code is known, the name beside it is not. CONTRADICTION: the code says one province
    (`by_code`) and the name another (`by_name`). `meant` are spellings near an unknown name.
    """

    match: Match
    province: Province | None = None
    by_code: Province | None = None
    by_name: Province | None = None
    meant: tuple[Text, ...] = ()


class PlaceReader:
    """Knows the provinces of a plan by code, name, alias and prefix. Nothing is matched by likeness."""

    def __init__(self, plan: Plan) -> None:
        self._by_code = {province.code: province for province in plan.provinces}
        self._official = _unambiguous((name, p) for p in plan.provinces for name in (p.name.th, p.name.en))
        self._aliases = _unambiguous((alias, p) for p in plan.provinces for alias in p.aliases)
        self._prefixes = tuple(filter(None, map(folded, plan.words.province_prefixes)))
        self._subtotals = tuple(filter(None, map(folded, plan.words.subtotals)))
        self._regions = {folded(name) for region in plan.regions for name in (region.name.th, region.name.en)}
        self._compared: dict[str, tuple[Text, ...]] = {}

    def read(self, code: str, name: str) -> ReadPlace:
        """The place that a row's code and name say together; either may be missing."""
        by_code = self._by_code.get(code.translate(THAI_DIGITS))
        words = name or ("" if by_code else code)
        by_name = self.read_name(words) if words else ReadPlace(match=Match.NAMELESS)
        if by_code is None or by_name.match is Match.SUBTOTAL:
            return by_name
        if by_name.match is Match.NAMELESS:
            return ReadPlace(match=Match.PROVINCE, province=by_code)
        if by_name.province is None:
            return ReadPlace(match=Match.CODE_ONLY, province=by_code, by_code=by_code)
        if by_name.province.code != by_code.code:
            return ReadPlace(match=Match.CONTRADICTION, by_code=by_code, by_name=by_name.province)
        return ReadPlace(match=Match.PROVINCE, province=by_code)

    def read_name(self, words: str) -> ReadPlace:
        """The place that a name says: a province, another accepted spelling of one, or a subtotal."""
        name = folded(words)
        for spelling in self._without_prefix(name):
            if spelling in self._official:
                return ReadPlace(match=Match.PROVINCE, province=self._official[spelling])
            if spelling in self._aliases:
                return ReadPlace(match=Match.ALIAS, province=self._aliases[spelling])
        if name in self._regions or name.startswith(self._subtotals):
            return ReadPlace(match=Match.SUBTOTAL)
        return ReadPlace(match=Match.UNKNOWN, meant=self._meant(name))

    def _without_prefix(self, name: str) -> list[str]:
        """The name as it is first: a province may itself begin like a prefix."""
        return [name, *(name[len(prefix) :] for prefix in self._prefixes if name.startswith(prefix))]

    def _meant(self, name: str) -> tuple[Text, ...]:
        """The provinces that are spelled most alike. A hostile file must not buy much time with this."""
        if name not in self._compared:
            if len(name) > LONGEST_COMPARED or len(self._compared) >= COMPARED_AT_MOST:
                return ()
            self._compared[name] = self._alike(name)
        return self._compared[name]

    def _alike(self, name: str) -> tuple[Text, ...]:
        known = self._aliases | self._official
        bare = self._without_prefix(name)[-1]
        near = get_close_matches(bare, known, n=SUGGESTIONS, cutoff=ALIKE)
        return tuple({known[spelling].code: known[spelling].name for spelling in near}.values())


def _unambiguous(spellings: Iterable[tuple[str, Province]]) -> dict[str, Province]:
    """Folded spellings; one that two provinces share names neither."""
    found: dict[str, Province] = {}
    shared: set[str] = set()
    for words, province in spellings:
        spelling = folded(words)
        if found.setdefault(spelling, province).code != province.code:
            shared.add(spelling)
    return {spelling: province for spelling, province in found.items() if spelling and spelling not in shared}
