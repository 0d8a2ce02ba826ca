"""The parts of the page of the audit log: what to look for, what was found, whether the log is whole."""

from collections.abc import Callable, Sequence
from datetime import UTC
from functools import partial
from html import escape

import streamlit as st

from access.start_up import load_settings
from charts.chart import Table
from domain.audit import Entry
from house_style.dates import say_instant
from house_style.deeds import say_deed, say_roles_then
from house_style.labels import say_label
from ui.address import Address
from ui.downloads import render_csv, render_xlsx, show_files
from ui.heads import show_heading, show_note, show_title
from ui.navigation import anchor
from ui.screen import Screen
from ui.session import caller
from use_cases.verify_audit import Verdict, verify_audit
from use_cases.view_audit import COLUMNS, AuditPage, Wanted, as_cells, export_audit_log, search_audit_log

ON_A_PAGE = 50


def show_audit_head(screen: Screen) -> None:
    """The head of the page."""
    below = screen.words.say(
        "Everything that was done and refused, the newest first. Nothing in it can be changed."
    )
    show_title(screen, screen.words.say("Audit log"), below=below)


def load_entries(screen: Screen, wanted: Wanted) -> AuditPage:
    """One page of what is asked for."""
    text = screen.address.before
    before = int(text) if text.isascii() and text.isdecimal() and len(text) < 16 else None
    return search_audit_log(screen.database, caller(), wanted, before=before, limit=ON_A_PAGE)


def show_found(screen: Screen, found: AuditPage) -> None:
    """How much was found, and which part of it is shown."""
    words = screen.words
    if not found.entries:
        show_note(words.say("There is no such entry. Look for something else."))
        return
    first, last = found.entries[0].seq, found.entries[-1].seq
    show_note(
        words.say(
            "{count} entries; here those from no. {first} down to no. {last}.",
            count=found.total,
            first=first,
            last=last,
        )
    )


def show_entries(screen: Screen, entries: Sequence[Entry]) -> None:
    """Each entry as a sentence, with all that stands in it."""
    if entries:
        st.html(f'<ol class="log">{"".join(_entry(screen, entry) for entry in entries)}</ol>')


def show_ways_on(screen: Screen, found: AuditPage) -> None:
    """Links to older entries, and back to the newest."""
    words, ways = screen.words, []
    if screen.address.before:
        ways.append(anchor("audit", _asked(screen), label=words.say("Newest entries")))
    if found.older is not None:
        older = _asked(screen).but(before=str(found.older))
        ways.append(anchor("audit", older, label=words.say("Older entries")))
    if ways:
        st.html(
            f'<nav class="ways-on" aria-label="{escape(words.say("More entries"), quote=True)}">{"".join(ways)}</nav>'
        )


def show_verdict(screen: Screen, *, heading: str) -> None:
    """Whether the whole chain holds; reckoned only where that is asked for, since all of it has to be read."""
    words = screen.words
    show_heading(heading)
    if not screen.address.check:
        way = anchor("audit", _asked(screen).but(check="1"), label=words.say("Check the whole log now"))
        st.html(f"<p>{way}</p>")
        return
    verdict = verify_audit(screen.database, caller(), load_settings().audit_anchor)
    st.html("".join(f"<p>{escape(sentence)}</p>" for sentence in _said(screen, verdict)))


def show_export(screen: Screen, wanted: Wanted, *, heading: str) -> None:
    """Files with everything that is asked for, not only with what is shown; that they are taken is an entry itself."""
    show_heading(heading)
    show_note(
        screen.words.say(
            "The files hold all entries that were found. That they are taken stands in the log too."
        )
    )
    asking = caller()

    def taken(render: Callable[[Table], bytes]) -> bytes:
        rows = export_audit_log(screen.database, asking, wanted)
        return render(Table(columns=COLUMNS, rows=tuple(tuple(as_cells(row)) for row in rows)))

    show_files(
        screen,
        xlsx=partial(taken, render_xlsx),
        csv=partial(taken, render_csv),
        key="audit",
        name="audit-log",
    )


def _entry(screen: Screen, entry: Entry) -> str:
    words, record = screen.words, entry.record
    when = say_instant(record.at, words, screen.clock.era, zone=screen.clock.zone)
    about = [when, say_roles_then(record, words), record.address]
    told = {
        words.say("Exact time"): record.at.astimezone(UTC).isoformat(),
        words.say("Before"): record.before,
        words.say("After"): record.after,
        words.say("Reason"): record.reason,
        words.say("Object"): record.object,
        words.say("SHA-256 of the file"): record.file_sha256,
        words.say("Hash of the entry"): entry.hash,
    }
    facts = "".join(f"<dt>{escape(name)}</dt><dd>{escape(fact)}</dd>" for name, fact in told.items() if fact)
    number = escape(words.say("No. {number}", number=entry.seq))
    return (
        f'<li><p class="said">{escape(say_deed(record, words))}</p>'
        f'<p class="then">{escape(" · ".join(filter(None, about)))}</p>'
        f'<details><summary>{number}</summary><dl class="facts">{facts}</dl></details></li>'
    )


def _said(screen: Screen, verdict: Verdict) -> list[str]:
    """The verdict, and whether anything outside the database says the same."""
    words, said = screen.words, []
    if verdict.broken:
        how = say_label(verdict.broken.breach, words)
        said.append(
            words.say("The audit log is broken at entry {seq}: {how}.", seq=verdict.broken.seq, how=how)
        )
    else:
        said.append(
            words.say(
                "Checked just now: every link holds from the first entry to no. {seq}.", seq=verdict.head.seq
            )
        )
    if not verdict.anchored:
        said.append(
            words.say(
                "Nothing was written down outside the database: that the end was cut off cannot be excluded."
            )
        )
    return said


def _asked(screen: Screen) -> Address:
    """The address of what is asked for, at its newest entry."""
    return screen.here.but(before="", check="")
