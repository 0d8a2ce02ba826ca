"""What an input cell takes, says to whoever comes into it, and how it shows that it is filled."""

from openpyxl.formatting.rule import Rule
from openpyxl.styles import PatternFill
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from domain.kpi_return import Asked
from domain.text import Language, mark
from house_style.wording import wording
from kpi_returns.drawing.styles import FILLED
from kpi_returns.numbers import LARGEST

LONGEST_TITLE, LONGEST_PROMPT, LONGEST_ERROR = 32, 255, 225
LONGEST_WORDS = 2_000
# 1 January 1950 and 31 December 2800: a year of either era lies between them.
FIRST_DAY, LAST_DAY = 18_264, 329_083


def limit_figures(
    sheet: Worksheet, cells: str, asked: Asked, language: Language, *, below: bool = False
) -> None:
    """Let a range take only figures that the KPI can have; `below` means its denominators."""
    kpi, words = asked.kpi, wording(language)
    counted = kpi.denominator_name if below else kpi.numerator_name
    limit_numbers(
        sheet,
        cells,
        language,
        title=f"{kpi.code} {words.text(kpi.name)}",
        about=words.text(counted),
        low=0 if below or asked.begins_at_zero else kpi.minimum,
        high=None if below else kpi.maximum,
        whole=kpi.is_counted_whole,
    )


def limit_numbers(
    sheet: Worksheet,
    cells: str,
    language: Language,
    *,
    title: str,
    low: float | None,
    high: float | None,
    about: str = "",
    whole: bool = False,
) -> None:
    """Let a range take only numbers from `low` to `high`, and say so there."""
    words = wording(language)
    lowest, highest = -LARGEST if low is None else low, LARGEST if high is None else high
    rule = DataValidation(
        type="whole" if whole else "decimal",
        operator="between",
        formula1=_digits(lowest),
        formula2=_digits(highest),
    )
    said = _range(low, high, language, whole=whole)
    blank = words.say(mark("If there is nothing to report, leave it blank; blank is not zero."))
    rule.errorTitle = words.say(mark("This number cannot stand here"))
    rule.error = said
    _guard(sheet, cells, rule, title, " ".join(filter(None, (about and f"{about}.", said, blank))))


def limit_shares(sheet: Worksheet, cells: str, language: Language) -> None:
    """Let a range take only percentages from 0 to 100."""
    words = wording(language)
    rule = DataValidation(type="decimal", operator="between", formula1="0", formula2="1")
    rule.errorTitle = words.say(mark("This number cannot stand here"))
    rule.error = words.say(mark("A percentage from 0% to 100%, for example 85%."))
    blank = words.say(mark("If there is nothing to report, leave it blank; blank is not zero."))
    _guard(sheet, cells, rule, words.say(mark("Complete (%)")), f"{rule.error} {blank}")


def limit_days(sheet: Worksheet, cells: str, example: str, language: Language) -> None:
    """Ask for days in a range. Words are taken after a warning: some machines know no year 2563."""
    words = wording(language)
    rule = DataValidation(
        type="date", operator="between", formula1=str(FIRST_DAY), formula2=str(LAST_DAY), errorStyle="warning"
    )
    rule.errorTitle = words.say(mark("Is this a day?"))
    rule.error = words.say(mark("Day, month and year, for example {example}."), example=example)
    _guard(sheet, cells, rule, words.say(mark("By when")), rule.error)


def limit_words(sheet: Worksheet, cells: str, language: Language, *, title: str, prompt: str) -> None:
    """Let a range take words of a readable length."""
    words = wording(language)
    rule = DataValidation(type="textLength", operator="lessThanOrEqual", formula1=str(LONGEST_WORDS))
    rule.errorTitle = words.say(mark("Too long"))
    rule.error = words.say(mark("At most {limit} characters."), limit=f"{LONGEST_WORDS:,}")
    _guard(sheet, cells, rule, title, prompt)


def _guard(sheet: Worksheet, cells: str, rule: DataValidation, title: str, prompt: str) -> None:
    rule.errorStyle = rule.errorStyle or "stop"
    rule.allow_blank = rule.showErrorMessage = rule.showInputMessage = True
    rule.promptTitle, rule.prompt = _short(title, LONGEST_TITLE), _short(prompt, LONGEST_PROMPT)
    rule.errorTitle, rule.error = (
        _short(rule.errorTitle or "", LONGEST_TITLE),
        _short(rule.error or "", LONGEST_ERROR),
    )
    rule.add(cells)
    sheet.add_data_validation(rule)
    filled = DifferentialStyle(fill=PatternFill(bgColor=FILLED, fill_type="solid"))
    is_filled = f"LEN({cells.partition(':')[0]})>0"
    sheet.conditional_formatting.add(cells, Rule(type="expression", dxf=filled, formula=[is_filled]))


def _digits(number: float) -> str:
    """A number as every spreadsheet program reads it in a rule: no exponent."""
    return f"{number:.9f}".rstrip("0").rstrip(".")


def _short(words: str, longest: int) -> str:
    return words if len(words) <= longest else f"{words[: longest - 1]}…"


def _range(low: float | None, high: float | None, language: Language, *, whole: bool) -> str:
    words = wording(language)
    lowest, highest = f"{low or 0:,.15g}", f"{high or 0:,.15g}"
    said = []
    if low is not None and high is not None:
        said.append(words.say(mark("A number from {low} to {high}."), low=lowest, high=highest))
    elif low is not None:
        said.append(words.say(mark("A number of at least {low}."), low=lowest))
    elif high is not None:
        said.append(words.say(mark("A number of at most {high}."), high=highest))
    else:
        said.append(words.say(mark("A number.")))
    if whole:
        said.append(words.say(mark("Without decimals.")))
    return " ".join(said)
