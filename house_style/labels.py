"""The word for every choice that a plan or a return holds, as people read it on a screen."""

from collections.abc import Mapping
from enum import StrEnum

from domain.audit import Breach, Deed
from domain.finding import Severity
from domain.fiscal import Era, Frequency
from domain.kpi import (
    Accumulation,
    Aggregation,
    Denominator,
    Grain,
    LevelsOf,
    Polarity,
    Projection,
    Scale,
    Sharing,
)
from domain.permission import Action
from domain.person import Role
from domain.reporting import Stage
from domain.status import Status
from domain.submission import State
from domain.text import Language, mark
from house_style.wording import Wording

# By kind first: two kinds may share a word (a sum over time and a sum over places).
LABELS: Mapping[type[StrEnum], Mapping[StrEnum, str]] = {
    Status: {
        Status.ON_TRACK: mark("On track"),
        Status.WATCH: mark("Watch"),
        Status.AT_RISK: mark("At risk"),
        Status.CRITICAL: mark("Critical"),
        Status.NO_DATA: mark("No data"),
    },
    Role: {
        Role.EXECUTIVE: mark("Executive"),
        Role.DEPARTMENT_HEAD: mark("Head of a department"),
        Role.DEPARTMENT_OFFICER: mark("Officer of a department"),
        Role.PLANNING_OFFICE: mark("Planning office"),
        Role.AUDITOR: mark("Auditor"),
        Role.ADMINISTRATOR: mark("Administrator"),
    },
    Polarity: {
        Polarity.HIGHER_IS_BETTER: mark("Higher is better"),
        Polarity.LOWER_IS_BETTER: mark("Lower is better"),
        Polarity.WITHIN_BAND: mark("Within a band"),
    },
    Accumulation: {
        Accumulation.SUM: mark("Added up over the year"),
        Accumulation.LATEST: mark("Latest figure"),
        Accumulation.MEAN: mark("Mean over the year"),
    },
    Denominator: {
        Denominator.NONE: mark("No denominator"),
        Denominator.SAME: mark("Denominator adds up like the numerator"),
        Denominator.LATEST: mark("Denominator is a fixed population"),
    },
    Aggregation: {
        Aggregation.SUM: mark("Added up over places"),
        Aggregation.RATIO: mark("All numerators over all denominators"),
        Aggregation.MEAN: mark("Mean over places"),
        Aggregation.LOWEST: mark("Lowest of all"),
        Aggregation.NONE: mark("Not added up over places"),
    },
    Scale: {
        Scale.FIVE_LEVELS: mark("Five levels, interpolated"),
        Scale.FIVE_STEPS: mark("Five levels, in steps"),
        Scale.MILESTONE: mark("Level of work reached"),
        Scale.THREE_STEPS: mark("50, middle and 100 points"),
        Scale.PROPORTIONAL: mark("In proportion to the target"),
    },
    LevelsOf: {
        LevelsOf.ACTUAL: mark("Levels are actual values"),
        LevelsOf.PERCENT_OF_TARGET: mark("Levels are percent of the target"),
    },
    Grain: {Grain.PROVINCE: mark("By province"), Grain.WHOLE: mark("As one whole")},
    Sharing: {
        Sharing.KEEPER: mark("One keeper reports all of it"),
        Sharing.PARTS: mark("Every owner reports its part"),
    },
    Projection: {
        Projection.PLAN: mark("By the plan's phasing"),
        Projection.LEARNT: mark("By the phasing learnt from earlier years"),
    },
    Frequency: {
        Frequency.MONTH: mark("Monthly"),
        Frequency.QUARTER: mark("Quarterly"),
        Frequency.ROUND: mark("Every assessment round"),
        Frequency.YEAR: mark("Yearly"),
    },
    Era: {Era.BUDDHIST: mark("Buddhist era"), Era.COMMON: mark("Common era")},
    Language: {Language.THAI: mark("Thai"), Language.ENGLISH: mark("English")},
    State: {
        State.DRAFT: mark("Draft"),
        State.SUBMITTED: mark("Sent, waits for approval"),
        State.APPROVED: mark("Approved"),
        State.SENT_BACK: mark("Sent back"),
        State.REPLACED: mark("No longer used"),
    },
    Stage: {
        Stage.NOT_ASKED: mark("Nothing asked"),
        Stage.NOT_DUE: mark("Not due yet"),
        Stage.NOT_REPORTED: mark("Not reported yet"),
        Stage.LATE: mark("Overdue"),
        Stage.DRAFT: mark("Draft"),
        Stage.SUBMITTED: mark("Waits for approval"),
        Stage.SENT_BACK: mark("Sent back"),
        Stage.APPROVED: mark("Approved"),
    },
    Severity: {
        Severity.BLOCK: mark("Must be mended"),
        Severity.CONFIRM: mark("Please confirm"),
        Severity.NOTICE: mark("For information"),
    },
    Action: {
        Action.READ_FIGURES: mark("Read figures"),
        Action.EXPORT_FIGURES: mark("Export figures"),
        Action.FILL_RETURN: mark("Fill in returns"),
        Action.SUBMIT_RETURN: mark("Send returns"),
        Action.READ_RETURNS: mark("Read returns on their way"),
        Action.REVIEW_RETURNS: mark("Approve returns or send them back"),
        Action.CLOSE_PERIODS: mark("Close periods"),
        Action.LOAD_PLAN: mark("Load a plan"),
        Action.MANAGE_PEOPLE: mark("Manage people and roles"),
        Action.READ_AUDIT_LOG: mark("Read the audit log"),
        Action.EXPORT_AUDIT_LOG: mark("Export the audit log"),
    },
    Deed: {
        Deed.SIGN_IN: mark("Signed in"),
        Deed.SIGN_IN_REFUSED: mark("Sign-in refused"),
        Deed.SIGN_OUT: mark("Signed out"),
        Deed.REFUSED: mark("Refused"),
        Deed.LOAD_PLAN: mark("Plan loaded"),
        Deed.IMPORT_RETURN: mark("Return imported"),
        Deed.DRAFT_RETURN: mark("Draft kept"),
        Deed.MEND_RETURN: mark("Draft mended"),
        Deed.DISCARD_RETURN: mark("Draft thrown away"),
        Deed.SUBMIT_RETURN: mark("Return sent"),
        Deed.TAKE_BACK_RETURN: mark("Return taken back"),
        Deed.APPROVE_RETURN: mark("Return approved"),
        Deed.SEND_BACK_RETURN: mark("Return sent back"),
        Deed.ATTACH_EVIDENCE: mark("Evidence attached"),
        Deed.REMOVE_EVIDENCE: mark("Evidence taken off"),
        Deed.TAKE_FILE: mark("Original file taken"),
        Deed.CLOSE_PERIOD: mark("Period closed"),
        Deed.ASK_REOPENING: mark("Re-opening asked for"),
        Deed.GRANT_REOPENING: mark("Re-opening granted"),
        Deed.END_REOPENING: mark("Re-opening ended"),
        Deed.REMINDER_SENT: mark("Reminder sent"),
        Deed.BLANK_RETURN: mark("Pre-filled return taken"),
        Deed.EXPORT_FIGURES: mark("Figures exported"),
        Deed.EXPORT_AUDIT_LOG: mark("Audit log exported"),
        Deed.INVITE_PERSON: mark("Person invited"),
        Deed.ACCEPT_INVITATION: mark("Invitation accepted"),
        Deed.RESET_PASSWORD: mark("Password reset"),
        Deed.SET_PASSWORD: mark("Password set"),
        Deed.LINK_IDENTITY: mark("Account at a provider linked"),
        Deed.GRANT_ROLE: mark("Role given"),
        Deed.END_ROLE: mark("Role ended"),
        Deed.DISABLE_PERSON: mark("Person disabled"),
        Deed.ENABLE_PERSON: mark("Person enabled"),
        Deed.END_SESSIONS: mark("Sessions ended"),
    },
    Breach: {
        Breach.MISSING: mark("An entry is missing"),
        Breach.CHANGED: mark("An entry was changed or moved"),
        Breach.CUT: mark("The end was cut off"),
        Breach.ADDED: mark("An entry was added past the program"),
        Breach.OTHER_THAN_ANCHORED: mark("An entry is another than was written down outside"),
    },
}


def say_label(choice: StrEnum, words: Wording) -> str:
    """The word for a choice. Raises KeyError for a kind that has none."""
    return words.say(LABELS[type(choice)][choice])
