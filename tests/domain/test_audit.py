"""The log is a chain: whatever is done to it shows at the place where it was done."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from hashlib import sha256

import pytest

from domain.audit import (
    NOTHING_BEFORE,
    Breach,
    Broken,
    Entry,
    Head,
    Record,
    canonical,
    find_break,
    hash_of,
    linked,
)

NOON = datetime(2020, 1, 1, 12, tzinfo=UTC)


def a_record(number: int) -> Record:
    return Record(
        at=NOON + timedelta(minutes=number),
        person=7,
        login="somsri",
        roles=("planning_office",),
        address="192.0.2.7",
        deed="load_plan",
        object=f"plan:{number}",
        after=canonical({"number": number}),
    )


def a_chain(length: int) -> list[Entry]:
    entries, head = list[Entry](), Head()
    for number in range(1, length + 1):
        entries.append(linked(a_record(number), head))
        head = Head(seq=number, hash=entries[-1].hash)
    return entries


def broken(entries: Sequence[Entry], *, anchored: dict[int, str] | None = None) -> Broken | None:
    """Judged against the head of the four entries that were written."""
    return find_break(entries, anchored or {}, head=Head(seq=4, hash=CHAIN[-1].hash))


CHAIN = a_chain(4)


def test_the_hash_of_an_entry_can_be_worked_out_by_anybody() -> None:
    told = (
        '{"address":"192.0.2.7","after":"{\\"number\\":1}","at":"2020-01-01T12:01:00.000000+00:00","before":"",'
        '"deed":"load_plan","file_sha256":"","login":"somsri","object":"plan:1","person":7,"reason":"",'
        '"roles":["planning_office"],"seq":1}'
    )
    assert CHAIN[0].hash == sha256(f"{NOTHING_BEFORE}\n{told}".encode()).hexdigest()
    assert CHAIN[1].previous_hash == CHAIN[0].hash


def test_the_same_instant_on_another_clock_has_the_same_hash() -> None:
    elsewhere = replace(a_record(1), at=a_record(1).at.astimezone(timezone(timedelta(hours=7))))
    assert hash_of(1, elsewhere, NOTHING_BEFORE) == CHAIN[0].hash


def test_a_whole_chain_holds_and_so_does_an_empty_one() -> None:
    assert broken(CHAIN) is None
    assert find_break([], {}, head=Head()) is None


@pytest.mark.parametrize(
    "changed",
    [
        {"at": NOON},
        {"person": 8},
        {"login": "somchai"},
        {"roles": ("auditor",)},
        {"address": ""},
        {"deed": "sign_in"},
        {"object": "plan:9"},
        {"before": "{}"},
        {"after": "{}"},
        {"reason": "because"},
        {"file_sha256": "0" * 64},
    ],
)
def test_whatever_is_changed_in_an_entry_is_named(changed: dict[str, object]) -> None:
    forged = replace(CHAIN[1], record=replace(CHAIN[1].record, **changed))  # type: ignore[arg-type]
    assert broken([CHAIN[0], forged, *CHAIN[2:]]) == Broken(seq=2, breach=Breach.CHANGED)


def test_an_entry_whose_hash_was_made_anew_breaks_the_chain_at_the_next_one() -> None:
    forged = linked(replace(CHAIN[1].record, login="somchai"), Head(seq=1, hash=CHAIN[0].hash))
    assert broken([CHAIN[0], forged, *CHAIN[2:]]) == Broken(seq=3, breach=Breach.CHANGED)


def test_a_removed_entry_is_named_also_when_the_others_moved_up() -> None:
    assert broken([CHAIN[0], *CHAIN[2:]]) == Broken(seq=2, breach=Breach.MISSING)
    moved = [CHAIN[0], *(replace(entry, seq=entry.seq - 1) for entry in CHAIN[2:])]
    assert broken(moved) == Broken(seq=2, breach=Breach.CHANGED)


def test_entries_that_changed_places_are_named() -> None:
    swapped = [CHAIN[0], replace(CHAIN[2], seq=2), replace(CHAIN[1], seq=3), CHAIN[3]]
    assert broken(swapped) == Broken(seq=2, breach=Breach.CHANGED)


def test_a_cut_tail_is_known_by_the_head_or_by_what_was_written_down_outside() -> None:
    assert broken(CHAIN[:3]) == Broken(seq=4, breach=Breach.CUT)
    kept = Head(seq=2, hash=CHAIN[1].hash)
    assert find_break(CHAIN[:2], {}, head=kept) is None  # whoever cut both leaves no trace inside …
    assert find_break(CHAIN[:2], {4: CHAIN[3].hash}, head=kept) == Broken(seq=3, breach=Breach.CUT)


def test_a_chain_made_wholly_anew_is_another_than_was_written_down() -> None:
    forged, head = list[Entry](), Head()
    for entry in CHAIN:
        forged.append(linked(replace(entry.record, login="somchai"), head))
        head = Head(seq=forged[-1].seq, hash=forged[-1].hash)
    assert find_break(forged, {}, head=head) is None
    anchored = {2: CHAIN[1].hash, 4: CHAIN[3].hash}
    assert find_break(forged, anchored, head=head) == Broken(seq=2, breach=Breach.OTHER_THAN_ANCHORED)


def test_an_entry_added_behind_the_back_of_the_head_is_named() -> None:
    added = linked(a_record(5), Head(seq=4, hash=CHAIN[3].hash))
    assert broken([*CHAIN, added]) == Broken(seq=5, breach=Breach.ADDED)
