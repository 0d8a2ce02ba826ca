"""How a return looks: a few named styles, shared by thousands of cells."""

from enum import StrEnum

from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Protection, Side
from openpyxl.workbook import Workbook

FONT = "Tahoma"
DARK, GROUND, INPUT, CLOSED, INK, FAINT = "00695C", "ECEFF1", "FFF9C4", "E0E0E0", "263238", "90A4AE"
FILLED, RED, BLUE = "FFFFFF", "B71C1C", "0D47A1"
MOST_DECIMALS = 6


class Style(StrEnum):
    """The looks of a cell that do not depend on a KPI's decimals."""

    TITLE = "return title"
    GUIDANCE = "return guidance"
    STRONG = "return strong"
    HINT = "return hint"
    LABEL = "return label"
    KEY = "return key"
    FIXED = "return fixed"
    CLOSED = "return closed"
    DAY_INPUT = "return day input"
    LINK = "return link"
    CRITICAL = "return critical"
    SHARE = "return share"
    SHARE_INPUT = "return share input"
    TEXT_INPUT = "return text input"


def number_style(decimals: int, *, is_input: bool) -> str:
    """The name of the style of a number with so many decimals (0 to 6)."""
    shown = min(max(decimals, 0), MOST_DECIMALS)
    return f"return {'input' if is_input else 'number'} {shown}"


def add_styles(book: Workbook) -> None:
    """Make the styles known to a workbook."""
    for style in (*_words(), *_numbers()):
        book.add_named_style(style)


def _words() -> list[NamedStyle]:
    return [
        _style(Style.TITLE, font=_font(size=14, bold=True)),
        _style(Style.GUIDANCE, alignment=Alignment(wrap_text=True, vertical="top")),
        _style(Style.STRONG, font=_font(bold=True)),
        _style(Style.HINT, font=_font(italic=True)),
        _style(
            Style.LABEL,
            font=_font(bold=True, color="FFFFFF"),
            fill=_fill(DARK),
            alignment=Alignment(wrap_text=True, vertical="center", horizontal="center"),
            border=_boxed("FFFFFF"),
        ),
        _style(Style.KEY, font=Font(name="Consolas", size=8, color=FAINT), fill=_fill(GROUND)),
        _style(
            Style.FIXED,
            fill=_fill(GROUND),
            border=_boxed(FAINT),
            alignment=Alignment(wrap_text=True, vertical="top"),
        ),
        _style(Style.LINK, font=_font(color=BLUE, underline=True)),
        _style(
            Style.CRITICAL,
            font=_font(bold=True, color=RED),
            fill=_fill(GROUND),
            border=_boxed(FAINT),
            alignment=Alignment(wrap_text=True, vertical="top"),
        ),
        _style(Style.CLOSED, fill=_fill(CLOSED), border=_boxed(FAINT)),
        _style(
            Style.TEXT_INPUT,
            fill=_fill(INPUT),
            border=_boxed(FAINT),
            alignment=Alignment(wrap_text=True, vertical="top"),
            protection=Protection(locked=False),
            number_format="@",
        ),
    ]


def _numbers() -> list[NamedStyle]:
    ways: list[tuple[str, str, bool]] = [
        (Style.DAY_INPUT, "dd/mm/yyyy", True),
        (Style.SHARE, "0%", False),
        (Style.SHARE_INPUT, "0%", True),
        *(
            (number_style(decimals, is_input=is_input), _format(decimals), is_input)
            for decimals in range(MOST_DECIMALS + 1)
            for is_input in (False, True)
        ),
    ]
    return [
        _style(
            name,
            fill=_fill(INPUT if is_input else GROUND),
            border=_boxed(FAINT),
            alignment=Alignment(vertical="top"),
            protection=Protection(locked=not is_input),
            number_format=number_format,
        )
        for name, number_format, is_input in ways
    ]


def _format(decimals: int) -> str:
    return "#,##0" + (f".{'0' * decimals}" if decimals else "")


def _style(
    name: str,
    *,
    font: Font | None = None,
    fill: PatternFill | None = None,
    border: Border | None = None,
    alignment: Alignment | None = None,
    protection: Protection | None = None,
    number_format: str = "General",
) -> NamedStyle:
    return NamedStyle(
        name=str(name),
        font=font or _font(),
        fill=fill or PatternFill(),
        border=border or Border(),
        alignment=alignment or Alignment(),
        protection=protection or Protection(locked=True),
        number_format=number_format,
    )


def _font(
    *, size: int = 10, bold: bool = False, italic: bool = False, color: str = INK, underline: bool = False
) -> Font:
    return Font(
        name=FONT,
        size=size,
        bold=bold,
        italic=italic,
        color=color,
        underline="single" if underline else None,
    )


def _fill(color: str) -> PatternFill:
    return PatternFill("solid", fgColor=color)


def _boxed(color: str) -> Border:
    side = Side(style="thin", color=color)
    return Border(left=side, right=side, top=side, bottom=side)
