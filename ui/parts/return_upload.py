"""Handing in: files are read at once in a process of their own, and everything about them is said before anything is kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from hashlib import sha256

import streamlit as st

from data_access.database import Database
from domain.failures import Refusal
from domain.finding import Finding
from domain.permission import Action, list_departments_of
from domain.submission import State
from domain.text import Language, mark
from house_style.wording import one_way
from ui.attempts import show_refusal
from ui.failures import log_fault, show_reference
from ui.heads import show_heading, show_note
from ui.literal import literal
from ui.navigation import anchor, shown_page
from ui.parts import return_deeds as deeds
from ui.parts.return_changes import show_what_changes, show_what_changes_in_short
from ui.parts.return_findings import has_places, show_confirming, show_findings
from ui.parts.return_mapping import find_pointed, forget_pointed, show_mapping
from ui.parts.return_next import may_with, say_next_of_draft
from ui.parts.return_signs import show_gravities
from ui.parts.return_words import say_closing, say_department
from ui.screen import Screen
from ui.session import caller
from ui.turns import behind_others, out_of_turn
from use_cases.authority import Caller, Forbidden
from use_cases.hand_in import judge_file, read_for
from use_cases.judging import Foreign, Judged
from use_cases.original_file import annotate_upload
from use_cases.return_steps import Place
from workbooks.cells import Workbook
from workbooks.reading import Upload

JUDGED = "judged_files"
TYPES = ["xlsx", "xlsm", "xlsb", "xls", "ods", "csv"]
MOST_FILES = 12
TAKES_PLACE = {
    State.DRAFT: mark("There is a draft already, version {version} of {name}. This file takes its place."),
    State.SUBMITTED: mark(
        "Version {version}, sent by {name}, still waits for the planning office. If you send this file, it takes "
        "its place."
    ),
}
MEGABYTES = 20
Key = tuple[str, str, int, Foreign | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What is known of a file: judged, or why it is not taken at all. `workbook` where it is nobody's return yet."""

    judged: Judged | None = None
    workbook: Workbook | None = None
    refusal: Refusal | None = None
    reference: str = ""


def show_upload(screen: Screen, *, heading: str) -> None:
    """The field for files, and below it all that is known of each."""
    words = screen.words
    show_heading(heading)
    st.file_uploader(
        words.say(
            "Filled-in returns: several at once, Excel or OpenDocument or CSV, each up to {size} MB",
            size=MEGABYTES,
        ),
        type=TYPES,
        accept_multiple_files=True,
        key=deeds.uploader_key(),
    )
    files = deeds.uploads()
    deeds.forget_all_but(files)
    if len(files) > MOST_FILES:
        show_note(words.say("At most {most} files at once. Take some away.", most=MOST_FILES))
        return
    for index, (upload, told) in enumerate(zip(files, _judged(screen, files), strict=True)):
        _show_file(screen, index, upload, told)
    show_refusal(screen, deeds.UPLOADER)


def _judged(screen: Screen, files: Sequence[Upload]) -> list[Told]:
    """What is known of each file, judged anew where something was published meanwhile; forgotten with the files."""
    kept: dict[Key, Told] = st.session_state.get(JUDGED, {})
    keys = [_key(screen, upload) for upload in files]
    missing = [(key, upload) for key, upload in zip(keys, files, strict=True) if key not in kept]
    if missing:
        bar = st.progress(0.0, screen.words.say("Reading …"))
        for done, (key, upload) in enumerate(missing, start=1):
            kept[key] = _judge(screen, upload, key[3])
            bar.progress(done / len(missing), literal(one_way(upload.name)))
        bar.empty()
    st.session_state[JUDGED] = {key: kept[key] for key in keys}
    forget_pointed([key[0] for key in keys])
    return [kept[key] for key in keys]


def _key(screen: Screen, upload: Upload) -> Key:
    digest = sha256(upload.content).hexdigest()
    return digest, upload.name, screen.start.data_version, find_pointed(digest)


def _judge(screen: Screen, upload: Upload, foreign: Foreign | None) -> Told:
    """Read in its process, then judge, while others have their turn."""
    asking = caller()
    try:
        with out_of_turn():
            (result,) = read_for(screen.database, asking, [upload])
        with behind_others():
            judged = judge_file(screen.database, asking, upload, result, foreign=foreign)
        is_foreign = foreign is not None or judged.place is None
        return Told(judged=judged, workbook=result if is_foreign and isinstance(result, Workbook) else None)
    except Refusal as refusal:
        return Told(refusal=refusal)
    except Exception:  # noqa: BLE001 - one file's fault must not take the others' findings away
        return Told(reference=log_fault())


def _show_file(screen: Screen, index: int, upload: Upload, told: Told) -> None:
    with st.container(border=True, key=f"handed_in_{index}"):
        show_heading(one_way(upload.name))
        show_refusal(screen, deeds.form_of(index))
        if told.refusal is not None:
            st.warning(literal(_say_refusal(screen, told.refusal)))
        elif told.judged is None:
            show_reference(screen.words, told.reference)
        else:
            _show_judged(screen, index, upload, told.judged)
            if told.workbook is not None:
                with st.expander(
                    screen.words.say("Point out where the figures stand"), expanded=told.judged.is_blocked
                ):
                    show_mapping(screen, told.workbook, key=f"file_{index}")


def _say_refusal(screen: Screen, refusal: Refusal) -> str:
    """Why a file is not taken; of another department's, whose files are."""
    own = list_departments_of(screen.person, Action.FILL_RETURN, today=screen.entrance.today)
    if not isinstance(refusal, Forbidden) or not own:
        return screen.words.refusal(refusal)
    return screen.words.say(
        "This is another department's return. You hand in for {departments}.",
        departments=", ".join(say_department(screen, code) for code in sorted(own)),
    )


def _show_judged(screen: Screen, index: int, upload: Upload, judged: Judged) -> None:
    """Whose it is, what is to be done next and the buttons for it; then all that is known of it."""
    words, place, key = screen.words, judged.place, f"file_{index}"
    sends = place is not None and may_with(screen, place.department, Action.SUBMIT_RETURN)
    if place is not None:
        _show_place(screen, place)
        said = say_next_of_draft(words, judged.findings, sends=sends)
    elif judged.sha256:
        said = words.say(
            "This is no workbook of this page. If it is your own table, point out below where its figures stand; if "
            "it should be one of this page, take the blank return anew."
        )
    else:
        said = words.say("Nothing can be taken from this file. Read why, mend it, and choose it again.")
    show_gravities(screen, judged.findings, said)
    if kept := deeds.kept_of(upload):
        to_version = screen.here.at(department=screen.address.department, submission=str(kept.id))
        label = words.say("Kept: version {version}. Go on with it", version=kept.version)
        st.html(f'<p class="ways-on">{anchor(shown_page(), to_version, label=label)}</p>')
    elif place is not None:
        _show_keeping(screen, index, judged, key, sends=sends and not judged.is_blocked)
    show_findings(screen, judged.findings, key=key)
    if judged.sha256 and has_places(judged.findings):
        _show_annotated(screen, upload, judged.findings, key)
    if judged.rehearsal is not None:
        show_what_changes(screen, judged.rehearsal, key=key)


def _show_place(screen: Screen, place: Place) -> None:
    show_note(
        screen.words.say(
            "{department}, to the end of {month}",
            department=say_department(screen, place.department),
            month=say_closing(screen, place.year, place.month),
        )
    )


def _show_keeping(screen: Screen, index: int, judged: Judged, key: str, *, sends: bool) -> None:
    """What has to be ticked, what will change in short, and the buttons."""
    words, codes = screen.words, sorted(judged.to_confirm)
    if sends:
        show_confirming(screen, judged.findings, key=key)
    if judged.rehearsal is not None:
        show_what_changes_in_short(screen, judged.rehearsal)
    for seen in judged.beside:
        if seen.state is State.DRAFT or sends:
            show_note(words.say(TAKES_PLACE[seen.state], version=seen.version, name=seen.by))
    press = partial(deeds.keep, index, field=deeds.uploader_key(), codes=codes, key=key)
    with st.container(horizontal=True):
        if sends:
            st.button(
                words.say("Send to the planning office"),
                key=f"{key}_send",
                type="primary",
                on_click=partial(press, sends=True),
            )
        st.button(
            words.say("Keep as a draft"),
            key=f"{key}_keep",
            type="secondary" if sends else "primary",
            on_click=partial(press, sends=False),
        )


def _show_annotated(screen: Screen, upload: Upload, findings: tuple[Finding, ...], key: str) -> None:
    """The workbook back with its faulty cells marked."""
    stem = upload.name.rpartition(".")[0] or upload.name
    st.download_button(
        screen.words.say("Take this workbook with the cells marked (.xlsx)"),
        partial(_annotated, screen.database, caller(), upload, findings, screen.words.language),
        file_name=f"{stem}.checked.xlsx",
        key=f"{key}_annotated",
    )


def _annotated(
    database: Database, asking: Caller, upload: Upload, findings: tuple[Finding, ...], language: Language
) -> bytes:
    return annotate_upload(database, asking, upload, findings, language=language).content
