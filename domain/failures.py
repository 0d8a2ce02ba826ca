"""The family of errors whose words a user may read. Every other exception is a fault of ours.

Exception
└── Refusal                what was asked cannot be done; says what and how to mend it
    ├── WorkbookRefused    (workbooks) a file that cannot be read as a spreadsheet
    ├── NotFound           an address, code or period that does not exist for this user
    ├── DatabaseRefused    (data_access) a database that cannot be opened, or that this version must not touch
    ├── ViewRefused        (data_access) a view of another database that cannot be read as a return
    ├── SettingRefused     (access) a setting of the process that cannot be what it says
    ├── SignInRefused, SignInThrottled, Busy    (use_cases) nobody comes in this way, or not at this moment
    ├── SignedOut          (use_cases) whoever asks is not signed in, or not any more
    ├── Forbidden          (use_cases) whoever asks may not do this; the words say why
    ├── LastAdministrator  (use_cases) after this nobody could manage people any more
    └── PasswordRefused    (use_cases) what was chosen cannot serve as a password
"""

from collections.abc import Mapping


class Refusal(Exception):
    """What was asked cannot be done.

    `message` is an English sentence of the catalogue with {placeholders}; `values` fill them;
    `code` is stable and machine-readable.
    """

    def __init__(self, code: str, message: str, values: Mapping[str, object] | None = None) -> None:
        super().__init__(message.format(**(values or {})))
        self.code = code
        self.message = message
        self.values: Mapping[str, object] = dict(values or {})


class NotFound(Refusal):
    """A code, a period or an address that does not exist."""
