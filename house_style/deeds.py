"""Entries of the audit log as sentences: who did what to whom or to what."""

from collections.abc import Mapping

from domain.audit import Deed, Record
from domain.permission import Action
from domain.person import Role
from domain.text import mark
from house_style.labels import say_label
from house_style.wording import Wording

SENTENCES: Mapping[Deed, str] = {
    Deed.SIGN_IN: mark("{who} signed in."),
    Deed.SIGN_IN_REFUSED: mark("A sign-in was refused: {what}."),
    Deed.SIGN_OUT: mark("{who} signed out."),
    Deed.REFUSED: mark("{who} was refused: {what}."),
    Deed.LOAD_PLAN: mark("{who} loaded a plan: {what}."),
    Deed.IMPORT_RETURN: mark("{who} imported a return: {what}."),
    Deed.DRAFT_RETURN: mark("{who} kept a draft: {what}."),
    Deed.MEND_RETURN: mark("{who} mended a draft in the page: {what}."),
    Deed.DISCARD_RETURN: mark("{who} threw a draft away: {what}."),
    Deed.SUBMIT_RETURN: mark("{who} sent a return: {what}."),
    Deed.TAKE_BACK_RETURN: mark("{who} took back a return: {what}."),
    Deed.APPROVE_RETURN: mark("{who} approved a return: {what}."),
    Deed.SEND_BACK_RETURN: mark("{who} sent a return back: {what}."),
    Deed.ATTACH_EVIDENCE: mark("{who} attached evidence: {what}."),
    Deed.REMOVE_EVIDENCE: mark("{who} took evidence off: {what}."),
    Deed.TAKE_FILE: mark("{who} took an original file: {what}."),
    Deed.CLOSE_PERIOD: mark("{who} closed a period: {what}."),
    Deed.ASK_REOPENING: mark("{who} asked to open a period again: {what}."),
    Deed.GRANT_REOPENING: mark("{who} granted a re-opening: {what}."),
    Deed.END_REOPENING: mark("{who} ended a re-opening: {what}."),
    Deed.REMINDER_SENT: mark("{who} had a reminder sent to {what}."),
    Deed.BLANK_RETURN: mark("{who} took a pre-filled return: {what}."),
    Deed.EXPORT_FIGURES: mark("{who} exported figures: {what}."),
    Deed.EXPORT_AUDIT_LOG: mark("{who} exported the audit log."),
    Deed.INVITE_PERSON: mark("{who} invited {what}."),
    Deed.ACCEPT_INVITATION: mark("{who} accepted an invitation and chose a password."),
    Deed.RESET_PASSWORD: mark("{who} took away the password of {what} and made a new link."),
    Deed.SET_PASSWORD: mark("{who} set a password for {what}."),
    Deed.LINK_IDENTITY: mark("An account at a provider was linked to {what}."),
    Deed.GRANT_ROLE: mark("{who} gave {what} a role."),
    Deed.END_ROLE: mark("{who} ended a role of {what}."),
    Deed.DISABLE_PERSON: mark("{who} disabled {what}."),
    Deed.ENABLE_PERSON: mark("{who} enabled {what}."),
    Deed.END_SESSIONS: mark("{who} ended the open sessions of {what}."),
}
OPERATOR = mark("Operator at the command line")
NOBODY = mark("Somebody unknown")


def say_deed(record: Record, words: Wording) -> str:
    """What happened, in a sentence; of a deed that this version does not know, what stands in the log."""
    who = record.login or words.say(NOBODY)
    try:
        sentence = SENTENCES[Deed(record.deed)]
    except ValueError:
        return f"{who}: {record.deed} {record.object}"
    return words.say(sentence, who=who, what=_say_object(record.object, words))


def _say_object(object_: str, words: Wording) -> str:
    """What it was done to, without the kind, which the sentence says; what was refused in words."""
    if object_ in set(Action):
        return say_label(Action(object_), words)
    return object_.partition(":")[2] or object_ or words.say(NOBODY)


def say_roles_then(record: Record, words: Wording) -> str:
    """In which roles it was done, as they were held then."""
    return ", ".join(_say_role(role, words) for role in record.roles)


def _say_role(role: str, words: Wording) -> str:
    if role == "operator":
        return words.say(OPERATOR)
    return say_label(Role(role), words) if role in set(Role) else role
