"""Text that people typed, shown as they typed it: nothing in it is Markdown, HTML or a directive."""

# Parentheses mean something behind a bracket only; a label is read aloud with its backslashes, so there are few.
MARKDOWN = frozenset(r"\`*_{}[]#+-.!|<>$:~&=^")


def literal(text: str) -> str:
    """Text for a call that reads Markdown; every sign with a meaning there is escaped."""
    return "".join(f"\\{sign}" if sign in MARKDOWN else sign for sign in " ".join(text.split()))
