"""One version of a return: how far it is, what it says, and what can be done with it now."""

from collections.abc import Sequence
from functools import partial
from html import escape

import streamlit as st

from data_access.database import Database
from data_access.return_versions import ReturnVersion
from domain.failures import NotFound
from domain.finding import Finding, Severity
from domain.permission import Action
from domain.submission import Edit, State
from domain.text import Language, mark
from house_style.wording import one_way
from ui.attempts import show_refusal
from ui.heads import show_heading, show_note, show_title
from ui.literal import literal
from ui.parts import return_deeds as deeds
from ui.parts.long_lists import first_of
from ui.parts.people import show_list_of_facts
from ui.parts.return_changes import show_cells, show_what_changes, show_what_changes_in_short
from ui.parts.return_findings import has_places, in_order, show_confirming, show_findings
from ui.parts.return_next import may_with
from ui.parts.return_words import say_closing, say_department, say_hand
from ui.parts.returns import crumbs_to
from ui.screen import Screen
from ui.session import caller
from use_cases.authority import Caller
from use_cases.original_file import take_annotated, take_sent_file
from use_cases.view_returns import ReturnView, load_return

KEY = "version"
MOST_MENDED, MOST_EDITS = 30, 1_000
OPEN = (State.DRAFT, State.SUBMITTED)


def load_version(screen: Screen) -> ReturnView:
    """The version of the address. Raises NotFound, Forbidden."""
    text = screen.address.submission
    if not (text.isascii() and text.isdecimal() and len(text) < 16):
        raise NotFound("no_such_return", mark("There is no such return. Choose one from the list."))
    return load_return(screen.database, caller(), int(text))


def show_version_head(screen: Screen, view: ReturnView, *, page: str) -> None:
    """For which month it is, whose, and which version."""
    words, seen = screen.words, view.version
    title = words.say("Return to the end of {month}", month=say_closing(screen, seen.year, seen.month))
    below = words.say(
        "{department} · version {version}",
        department=say_department(screen, seen.department),
        version=seen.version,
    )
    show_title(screen, title, crumbs=crumbs_to(screen, seen.department, page), below=below)


def show_version_deeds(screen: Screen, view: ReturnView) -> None:
    """What its department can do with it now."""
    seen = view.version
    show_refusal(screen, "version")
    if not may_with(screen, seen.department, Action.FILL_RETURN):
        return
    sends = may_with(screen, seen.department, Action.SUBMIT_RETURN)
    match seen.state:
        case State.DRAFT:
            _show_mending(screen, view)
            _show_sending(screen, view, sends=sends and view.takes_in and seen.contents.answer is not None)
        case State.SUBMITTED if sends:
            st.button(screen.words.say("Take it back"), key="take_back", on_click=deeds.take, args=(seen,))
        case State.SENT_BACK:
            label = screen.words.say("Go on from it: a new draft")
            st.button(label, key="go_on", type="primary", on_click=deeds.go_on, args=(seen,))
        case _:
            pass


def _show_sending(screen: Screen, view: ReturnView, *, sends: bool) -> None:
    """What has to be ticked, what will change in short, and the buttons."""
    words, seen = screen.words, view.version
    codes = sorted({f.code for f in seen.contents.findings if f.severity is Severity.CONFIRM})
    if sends:
        show_confirming(screen, seen.contents.findings, key=KEY)
    if view.rehearsal is not None:
        show_what_changes_in_short(screen, view.rehearsal)
    with st.container(horizontal=True):
        if sends:
            st.button(
                words.say("Send to the planning office"),
                key="send_draft",
                type="primary",
                on_click=partial(deeds.send_draft, seen, codes=codes, key=KEY),
            )
        with st.popover(words.say("Throw this draft away …")):
            show_note(
                words.say("Its figures, its changes and what was attached to it are gone from the page.")
            )
            label = words.say("Throw it away")
            st.button(label, key="throw_away", on_click=deeds.throw_away, args=(seen,))


def _show_mending(screen: Screen, view: ReturnView) -> None:
    """A field for each cell that something is said of; what is typed is judged like a file that comes anew."""
    words, seen = screen.words, view.version
    places = _cells_to_mend(screen, view)
    shown, missing = list(places.items())[:MOST_MENDED], max(0, len(places) - MOST_MENDED)
    show_refusal(screen, "mend")
    if not places:
        return
    with (
        st.expander(words.say("Mend cells here"), expanded=any(is_fault for _, is_fault in places.values())),
        st.form(key="mend_form", border=False, enter_to_submit=False),
    ):
        for (sheet, cell), (said, is_fault) in shown:
            show_note(f"{one_way(f'{sheet}!{cell}')} · {said}")
            st.text_input(
                literal(words.say("Cell {cell} of sheet {sheet}", cell=cell, sheet=one_way(sheet))),
                key=deeds.mend_key(KEY, sheet, cell),
                placeholder=words.say("what should stand in the cell")
                if is_fault
                else words.say("empty if it is right as it is"),
                max_chars=500,
                autocomplete="off",
            )
        if missing:
            show_note(
                words.say(
                    "Something is said of {count} more cells. So many are better mended in the file.",
                    count=f"{missing:,}",
                )
            )
        st.form_submit_button(
            words.say("Write these into the draft"),
            key="mend_submit",
            type="primary",
            on_click=partial(deeds.mend_cells, seen, [place for place, _ in shown], KEY),
        )


def _cells_to_mend(screen: Screen, view: ReturnView) -> dict[tuple[str, str], tuple[str, bool]]:
    """What is said of single cells, and whether it stops the return: faults, then what the planning office said of the
    version before, then what is unusual.
    """
    words, ordered = screen.words, in_order(view.version.contents.findings)
    said = [(f, words.finding(f), f.severity) for f in ordered if f.severity is not Severity.NOTICE]
    found: dict[tuple[str, str], tuple[str, bool]] = {}
    for finding, sentence, severity in said:
        if severity is Severity.BLOCK and _is_cell(finding):
            found.setdefault((finding.sheet, finding.cell), (sentence, True))
    for reason in view.reasons:
        if reason.sheet:
            found.setdefault((reason.sheet, reason.cell), (one_way(reason.reason), False))
    for finding, sentence, _ in said:
        if _is_cell(finding):
            found.setdefault((finding.sheet, finding.cell), (sentence, False))
    return found


def _is_cell(finding: Finding) -> bool:
    return bool(finding.sheet and finding.cell) and ":" not in finding.cell


def show_version_judged(screen: Screen, view: ReturnView) -> None:
    """Findings and who confirmed them, what will change, and what differs from the version before."""
    words, seen = screen.words, view.version
    show_findings(screen, seen.contents.findings, key=KEY, settled=_say_settled(screen, seen))
    if view.rehearsal is not None and seen.state in OPEN:
        show_what_changes(screen, view.rehearsal, key=KEY)
    if view.since_last is not None and view.before is not None:
        heading = words.say("Since version {version}", version=view.before.version)
        show_cells(screen, view.since_last, key=f"{KEY}_since", heading=heading)


def _say_settled(screen: Screen, seen: ReturnVersion) -> dict[Severity, str]:
    """What stands over the findings of a version that nobody works on any more; nothing over those of a draft."""
    words, sent = screen.words, seen.submitted
    if seen.state is State.DRAFT:
        return {}
    if sent is None:
        return {Severity.BLOCK: words.say("Faults"), Severity.CONFIRM: words.say("Unusual figures")}
    return {
        Severity.CONFIRM: words.say(
            "{name} has checked these unusual figures: they are right", name=sent.name
        )
    }


def show_version_facts(screen: Screen, view: ReturnView) -> None:
    """File and people, and what was mended in the page."""
    words, seen = screen.words, view.version
    facts = {
        words.say("File"): one_way(seen.contents.file_name),
        words.say("Drafted by"): say_hand(screen, seen.drafted),
        words.say("Sent by"): say_hand(screen, seen.submitted),
        words.say("Decided by"): say_hand(screen, seen.decided),
        words.say("Period"): words.say("open") if view.takes_in else words.say("closed"),
        words.say("SHA-256 of the file"): seen.contents.file_sha256,
    }
    show_list_of_facts({name: fact for name, fact in facts.items() if fact}, heading=words.say("This return"))
    if seen.contents.edits:
        _show_edits(screen, seen.contents.edits)
    _show_files(screen, view)


def _show_edits(screen: Screen, edits: Sequence[Edit]) -> None:
    """What was written into cells on the page, and by whom; the first ones, and more where somebody asks."""
    show_heading(f"{screen.words.say('Mended in the page')} ({len(edits):,})")
    said = "".join(
        f"<dt>{escape(one_way(f'{e.sheet}!{e.cell}'))}</dt>"
        f"<dd>{escape(one_way(e.written))} <small>{escape(e.by)}</small></dd>"
        for e in first_of(screen, edits, key=f"{KEY}_edits", most=MOST_EDITS)
    )
    st.html(f'<dl class="facts">{said}</dl>')


def _show_files(screen: Screen, view: ReturnView) -> None:
    """The file as it was sent, and with its cells marked."""
    words, contents = screen.words, view.version.contents
    asked = screen.database, caller(), view.version.id
    with st.container(horizontal=True):
        st.download_button(
            words.say("Take the original file"),
            partial(_original, *asked),
            file_name=contents.file_name,
            key="original_file",
        )
        if view.reasons or has_places(contents.findings):
            st.download_button(
                words.say("Take this workbook with the cells marked (.xlsx)"),
                partial(_annotated, *asked, words.language),
                file_name=f"{contents.file_name.rpartition('.')[0] or contents.file_name}.checked.xlsx",
                key="annotated_file",
            )


def _original(database: Database, asking: Caller, number: int) -> bytes:
    return take_sent_file(database, asking, number).content


def _annotated(database: Database, asking: Caller, number: int, language: Language) -> bytes:
    return take_annotated(database, asking, number, language=language).content
