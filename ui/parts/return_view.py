"""One version of a return: how far it is, what it says, what was attached, and what can be done with it now."""

from functools import partial
from html import escape

import streamlit as st

from domain.failures import NotFound
from domain.finding import Finding, Severity
from domain.permission import Action, Scope, may
from domain.submission import State
from domain.text import mark
from ui.attempts import show_refusal
from ui.heads import show_heading, show_note, show_title
from ui.literal import literal
from ui.parts import return_deeds as deeds
from ui.parts.kpi import department_name
from ui.parts.people import show_list_of_facts
from ui.parts.return_changes import show_cells, show_what_changes
from ui.parts.return_findings import say_where, show_confirming, show_findings
from ui.parts.return_words import say_closing, say_hand, say_state, say_what
from ui.parts.returns import crumbs_to
from ui.screen import Screen
from ui.session import caller
from use_cases.original_file import take_annotated, take_evidence, take_sent_file
from use_cases.view_returns import ReturnView, load_return

KEY = "version"
MOST_MENDED = 30


def load_version(screen: Screen) -> ReturnView:
    """The version of the address. Raises NotFound, Forbidden."""
    text = screen.address.submission
    if not (text.isascii() and text.isdecimal() and len(text) < 16):
        raise NotFound("no_such_return", mark("There is no such return. Choose one from the list."))
    return load_return(screen.database, caller(), int(text))


def show_version_head(screen: Screen, view: ReturnView, *, page: str) -> None:
    """Whose it is, and how far."""
    words, seen = screen.words, view.version
    title = words.say(
        "{department}, to the end of {month}",
        department=department_name(screen, seen.department),
        month=say_closing(screen, seen.year, seen.month),
    )
    below = words.say(
        "Version {version} · {state}", version=seen.version, state=say_state(screen, seen.state)
    )
    show_title(screen, title, crumbs=crumbs_to(screen, seen.department, page), below=below)


def show_version_facts(screen: Screen, view: ReturnView) -> None:
    """File and people; why it came back."""
    words, seen = screen.words, view.version
    facts = {
        words.say("File"): seen.contents.file_name,
        words.say("SHA-256"): seen.contents.file_sha256,
        words.say("Drafted by"): say_hand(screen, seen.drafted),
        words.say("Sent by"): say_hand(screen, seen.submitted),
        words.say("Decided by"): say_hand(screen, seen.decided),
        words.say("Why it came back"): seen.reason,
        words.say("Takes in"): words.say("open") if view.takes_in else words.say("closed"),
    }
    show_list_of_facts({name: fact for name, fact in facts.items() if fact}, heading=words.say("This return"))
    _show_files(screen, view)
    if view.reasons:
        said = "".join(
            f"<dt>{escape(r.sheet)}!{escape(r.cell)}</dt><dd>{escape(r.reason)}</dd>" for r in view.reasons
        )
        st.html(
            f'<h2>{escape(words.say("What the planning office says of single cells"))}</h2><dl class="facts">{said}</dl>'
        )
    if seen.contents.edits:
        said = "".join(
            f"<dt>{escape(e.sheet)}!{escape(e.cell)}</dt><dd>{escape(e.written)} · {escape(e.by)}</dd>"
            for e in seen.contents.edits
        )
        st.html(f'<h2>{escape(words.say("Mended in the page"))}</h2><dl class="facts">{said}</dl>')


def _show_files(screen: Screen, view: ReturnView) -> None:
    """The file as it was sent, and with its cells marked."""
    words, seen, asking = screen.words, view.version, caller()
    with st.container(horizontal=True):
        st.download_button(
            words.say("Take the original file"),
            lambda: take_sent_file(screen.database, asking, seen.id).content,
            file_name=seen.contents.file_name,
            key="original_file",
        )
        if view.reasons or any(f.severity is not Severity.NOTICE for f in seen.contents.findings):
            st.download_button(
                words.say("Take this workbook with the cells marked (.xlsx)"),
                lambda: take_annotated(screen.database, asking, seen.id, language=words.language).content,
                file_name=f"{seen.contents.file_name.rpartition('.')[0]}.checked.xlsx",
                key="annotated_file",
            )


def show_version_judged(screen: Screen, view: ReturnView) -> None:
    """Findings, what was confirmed, what will change, and what differs from the version before."""
    words, seen = screen.words, view.version
    show_findings(screen, seen.contents.findings, key=KEY)
    if seen.contents.confirmed:
        confirmed = [f for f in seen.contents.findings if f.code in seen.contents.confirmed]
        show_note(
            words.say(
                "{name} says of {count} unusual figures that they are right.",
                name=(seen.submitted or seen.drafted).name,
                count=len(confirmed),
            )
        )
    if view.rehearsal is not None and seen.state in (State.DRAFT, State.SUBMITTED):
        show_what_changes(screen, view.rehearsal, key=KEY)
    if view.since_last is not None and view.before is not None:
        heading = words.say("Since version {version}", version=view.before.version)
        show_cells(screen, view.since_last, key=f"{KEY}_since", heading=heading)


def show_version_deeds(screen: Screen, view: ReturnView) -> None:
    """What the department can do with it now."""
    words, seen = screen.words, view.version
    show_refusal(screen, "version")
    fills, sends = (_may(screen, seen.department, a) for a in (Action.FILL_RETURN, Action.SUBMIT_RETURN))
    if not fills:
        return
    if seen.state is State.DRAFT:
        _show_mending(screen, view)
        codes = sorted({f.code for f in seen.contents.findings if f.severity is Severity.CONFIRM})
        is_ready = sends and seen.contents.answer is not None and view.takes_in
        if is_ready:
            show_confirming(screen, seen.contents.findings, key=KEY)
        with st.container(horizontal=True):
            if is_ready:
                st.button(
                    words.say("Send to the planning office"),
                    key="send_draft",
                    type="primary",
                    on_click=partial(deeds.send_draft, seen, codes=codes, key=KEY),
                )
            st.button(
                words.say("Throw this draft away"), key="throw_away", on_click=deeds.throw_away, args=(seen,)
            )
        if not sends:
            show_note(words.say("The head of the department sends it."))
    elif seen.state is State.SUBMITTED and sends:
        st.button(words.say("Take it back"), key="take_back", on_click=deeds.take, args=(seen,))
    elif seen.state is State.SENT_BACK:
        st.button(
            words.say("Go on from it: a new draft"),
            key="go_on",
            type="primary",
            on_click=deeds.go_on,
            args=(seen,),
        )


def _may(screen: Screen, department: str, action: Action) -> bool:
    scope = Scope(department=department)
    return may(screen.person, action, scope, today=screen.entrance.today).allowed


def _show_mending(screen: Screen, view: ReturnView) -> None:
    """A field for each faulty cell; what is typed is judged like a file that comes anew."""
    words, seen = screen.words, view.version
    places = _cells_to_mend(seen.contents.findings)
    if not places:
        return
    with st.expander(words.say("Mend small faults here"), expanded=True):
        show_refusal(screen, "mend")
        with st.form(key="mend_form", border=False, enter_to_submit=False):
            for (sheet, cell), finding in places.items():
                st.text_input(
                    literal(f"{say_where(finding, '')} · {words.finding(finding)}"),
                    key=deeds.mend_key(KEY, sheet, cell),
                    placeholder=words.say("what should stand in the cell"),
                    max_chars=500,
                    autocomplete="off",
                )
            st.form_submit_button(
                words.say("Write these into the draft"),
                key="mend_submit",
                on_click=partial(deeds.mend_cells, seen, list(places), KEY),
            )


def _cells_to_mend(findings: tuple[Finding, ...]) -> dict[tuple[str, str], Finding]:
    """The cells of faults that stop it, each with its first fault; of very many the first ones."""
    found: dict[tuple[str, str], Finding] = {}
    for finding in findings:
        if finding.severity is Severity.BLOCK and finding.sheet and finding.cell and ":" not in finding.cell:
            found.setdefault((finding.sheet, finding.cell), finding)
    return dict(list(found.items())[:MOST_MENDED])


def show_evidence(screen: Screen, view: ReturnView) -> None:
    """What was attached, and the form to attach more while it is a draft."""
    words, seen, asking = screen.words, view.version, caller()
    show_heading(words.say("Evidence ({count})", count=len(view.evidence)))
    show_refusal(screen, "evidence")
    is_draft = seen.state is State.DRAFT and _may(screen, seen.department, Action.FILL_RETURN)
    for piece in view.evidence:
        with st.container(horizontal=True, vertical_alignment="center", key=f"evidence_{piece.id}"):
            said = f"{say_what(screen, piece.kpi)} · {piece.title} · {say_hand(screen, piece.attached)}"
            if piece.link:
                address = escape(piece.link, quote=True)
                st.html(
                    f'<p><a href="{address}" target="_blank" rel="noopener noreferrer nofollow">{escape(said)}</a></p>'
                )
            else:
                st.html(f"<p>{escape(said)}</p>")
                st.download_button(
                    words.say("Take it"),
                    lambda number=piece.id: take_evidence(screen.database, asking, number).content,  # type: ignore[misc]
                    file_name=piece.title,
                    mime="application/octet-stream",
                    key=f"evidence_take_{piece.id}",
                )
            if is_draft:
                st.button(
                    words.say("Take it off"),
                    key=f"evidence_off_{piece.id}",
                    on_click=deeds.detach,
                    args=(piece.id,),
                )
    if not view.evidence:
        show_note(words.say("Nothing is attached."))
    if is_draft:
        _show_attaching(screen, view)


def _show_attaching(screen: Screen, view: ReturnView) -> None:
    words, seen = screen.words, view.version
    answer = seen.contents.answer
    asked = sorted({row.kpi for row in answer.observations}) if answer else []
    kpis = asked or [kpi.code for kpi in screen.plan.kpis if seen.department in kpi.keepers]
    with (
        st.expander(words.say("Attach a file or a link to a KPI")),
        st.form(key="evidence_form", border=False, enter_to_submit=False, clear_on_submit=True),
    ):
        st.selectbox(
            words.say("KPI"), kpis, format_func=lambda code: say_what(screen, str(code)), key="evidence_kpi"
        )
        st.file_uploader(words.say("A file, up to {size} MB", size=20), key="evidence_file")
        st.text_input(words.say("or a link that begins with https://"), key="evidence_link", max_chars=2000)
        st.form_submit_button(words.say("Attach"), key="evidence_submit", on_click=deeds.attach, args=(seen,))
