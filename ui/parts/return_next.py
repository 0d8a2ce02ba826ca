"""What is to be done next with a return, in one sentence, and why one came back."""

from collections.abc import Iterable
from html import escape

import streamlit as st

from domain.finding import Finding, Severity
from domain.permission import Action, Scope, may
from domain.submission import Hand, State
from house_style.wording import Wording, one_way
from ui.parts.return_signs import show_state
from ui.parts.return_words import say_hand
from ui.screen import Screen
from use_cases.view_returns import ReturnView


def show_next(screen: Screen, view: ReturnView) -> None:
    """How far it is, and what its department has to do with it now."""
    show_state(screen, view.version.state, _say_next(screen, view))


def show_next_of_review(screen: Screen, view: ReturnView) -> None:
    """How far it is, and what the planning office has to do with it now."""
    words, seen = screen.words, view.version
    said = _say_next(screen, view)
    if seen.state is State.SUBMITTED:
        said = (
            words.say("Look at what it changes, then approve it or send it back with reasons.")
            if approves(screen, view)
            else words.say("You sent this return yourself: somebody else of the planning office approves it.")
        )
    show_state(screen, seen.state, said)


def approves(screen: Screen, view: ReturnView) -> bool:
    """Whether the reader is somebody else than who sent it."""
    submitted = view.version.submitted
    return submitted is not None and is_second(screen, submitted)


def is_second(screen: Screen, first: Hand) -> bool:
    """Whether the reader is somebody else than who did the first of two steps."""
    person = screen.person
    return not first.is_same_person(Hand(person=person.id, login=person.login, name=person.name, at=first.at))


def may_with(screen: Screen, department: str, action: Action) -> bool:
    """Whether the reader may do that for a department today."""
    return may(screen.person, action, Scope(department=department), today=screen.entrance.today).allowed


def say_next_of_draft(words: Wording, findings: Iterable[Finding], *, sends: bool) -> str:
    """What is still missing before what somebody filled in is sent."""
    found = list(findings)
    faults = sum(finding.severity is Severity.BLOCK for finding in found)
    kinds = len({finding.code for finding in found if finding.severity is Severity.CONFIRM})
    if faults:
        return words.say(
            "It cannot be sent yet: {count} faults have to be mended, in the draft on the screen or in the file.",
            count=f"{faults:,}",
        )
    if not sends:
        return words.say("It is complete. The head of the department sends it, from the draft.")
    if kinds:
        return words.say(
            "Check {count} kinds of unusual figures, tick that they are right, and send it.", count=kinds
        )
    return words.say("It is ready: look at what will change, and send it.")


def _say_next(screen: Screen, view: ReturnView) -> str:
    words, seen = screen.words, view.version
    fills = may_with(screen, seen.department, Action.FILL_RETURN)
    match seen.state:
        case State.DRAFT:
            return _say_next_of_draft(screen, view, fills=fills)
        case State.SUBMITTED if may_with(screen, seen.department, Action.SUBMIT_RETURN):
            return words.say("The planning office checks it. It can be taken back until it is decided.")
        case State.SUBMITTED:
            return words.say("The planning office checks it.")
        case State.SENT_BACK if fills:
            return words.say(
                "Read why it came back, then go on from it in a new draft, or hand in a mended file."
            )
        case State.SENT_BACK:
            return words.say("Its department mends it and sends a new version.")
        case State.APPROVED:
            return words.say("Its figures were published. To change one of them, hand in a new version.")
        case State.REPLACED:
            return words.say("Nothing is done with this version any more; the newest one counts.")


def _say_next_of_draft(screen: Screen, view: ReturnView, *, fills: bool) -> str:
    words, seen = screen.words, view.version
    if not fills:
        return words.say("Its department still works on it; nothing of it is sent.")
    if not view.takes_in:
        return words.say(
            "The period is closed: this draft cannot be sent until the planning office opens the period again."
        )
    sends = may_with(screen, seen.department, Action.SUBMIT_RETURN)
    return say_next_of_draft(words, seen.contents.findings, sends=sends)


def show_reasons(screen: Screen, view: ReturnView) -> None:
    """Why it came back, and what is said of single cells; of a draft, why the version before it did."""
    words, back = screen.words, view.came_back
    if back is not None:
        heading = (
            words.say("Why it came back")
            if back.id == view.version.id
            else words.say("Why version {version} came back", version=back.version)
        )
        who = say_hand(screen, back.decided)
        st.html(
            f'<h2>{escape(heading)}</h2><p class="said">{escape(one_way(back.reason))}</p><p>{escape(who)}</p>'
        )
    if view.reasons:
        heading = words.say("What the planning office says of single cells")
        said = "".join(
            f"<dt>{escape(one_way('!'.join(filter(None, (r.sheet, r.cell)))))}</dt><dd>{escape(one_way(r.reason))}</dd>"
            for r in view.reasons
        )
        st.html(f'<h2>{escape(heading)}</h2><dl class="facts">{said}</dl>')
