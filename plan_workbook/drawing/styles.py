"""How the plan workbook looks."""

from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

FONT = "Tahoma"
GUIDANCE_FONT = Font(name=FONT, size=10, italic=True, color="37474F")
LABEL_FONT = Font(name=FONT, size=10, bold=True, color="FFFFFF")
KEY_FONT = Font(name="Consolas", size=9, color="546E7A")
BODY_FONT = Font(name=FONT, size=10)
TITLE_FONT = Font(name=FONT, size=14, bold=True)
LINK_FONT = Font(name=FONT, size=11, bold=True, color="00695C", underline="single")

LABEL_FILL = PatternFill("solid", fgColor="00695C")
KEY_FILL = PatternFill("solid", fgColor="ECEFF1")
REQUIRED_FILL = PatternFill("solid", fgColor="E0F2F1")

WRAPPED = Alignment(wrap_text=True, vertical="top")
CENTRED = Alignment(wrap_text=True, vertical="center", horizontal="center")
UNDERLINED = Border(bottom=Side(style="thin", color="B0BEC5"))

TEXT_FORMAT = "@"
DATE_FORMAT = "yyyy-mm-dd"
SHARE_FORMAT = "0.0%"
YEAR_FORMAT = "0"
