"""Text that a spreadsheet would run as a formula, made harmless before it leaves."""

# Spreadsheets take the wide forms of these signs for the signs themselves.
STARTS = tuple("=+-@\t\r\n＝＋－＠")


def harmless(text: str) -> str:
    """The text as a spreadsheet shows it; one that begins like a formula has an apostrophe before it."""
    return f"'{text}" if text.startswith(STARTS) else text
