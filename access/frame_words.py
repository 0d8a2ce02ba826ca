"""What Streamlit's own frame says around a page: it knows English only, so the start script says it again.

Each rule names nodes of that frame, never of a page: words of the plan must not be touched, whatever they are.
"""

from dataclasses import dataclass
from typing import TypedDict

from domain.text import Language, mark
from house_style.wording import wording

TEXT = "text"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """What nodes of the frame say.

    Attributes:
        where: a CSS selector of the elements themselves.
        place: TEXT for their own text, else the name of the attribute.
        said: the English of Streamlit's bundles, letter by letter; a {placeholder} stands for what varies.
    """

    where: str
    said: tuple[str, ...]
    place: str = TEXT


def _inside(*names: str, element: str = "*") -> str:
    """A selector of elements inside parts of the frame, by the names that Streamlit gives them for tests."""
    return ", ".join(f'[data-testid="{name}"] {element}' for name in names)


def _named(*names: str) -> str:
    return ", ".join(f'[data-testid="{name}"]' for name in names)


_HEADER = (
    Rule(where=_named("stSkipToContent"), said=(mark("Skip to main content"),)),
    Rule(where=_named("stMainMenuButton", "stMainMenuList"), place="aria-label", said=(mark("Main menu"),)),
    Rule(where=_named("stThemeSwitcher"), place="aria-label", said=(mark("Theme"),)),
    Rule(
        where='[data-testid^="stMainMenuItem-theme-"]',
        said=(mark("System"), mark("Light"), mark("Dark")),
    ),
    Rule(
        where=_named("stMainMenuItemLabel"),
        said=(mark("Print"), mark("Record screen"), mark("Stop recording"), mark("Cancel recording")),
    ),
    Rule(where=_inside("stMainMenuPopover", element="span"), said=(mark("Made with Streamlit v"),)),
    *(
        Rule(
            where=_inside("stMainMenuPopover", element="button"),
            place=place,
            said=(mark("Copy version to clipboard"), mark("Copied")),
        )
        for place in ("aria-label", "title")
    ),
    Rule(
        where='[data-testid="stHeaderActionElements"] a',
        place="aria-label",
        said=(mark("Link to heading"),),
    ),
)

_CONNECTION = (
    Rule(where=_named("stStatusWidgetRunningIcon"), place="aria-label", said=(mark("Running..."),)),
    Rule(where=_inside("stStatusWidget"), said=(mark("Stop"), mark("Stopping..."))),
    Rule(where=_inside("stConnectionStatus"), said=(mark("Connecting"), mark("Error"))),
    Rule(
        where=_inside("stTooltipContent"),
        said=(mark("Connecting to Streamlit server"), mark("Unable to connect to Streamlit server")),
    ),
    Rule(
        where=_inside("stDialog"),
        said=(
            mark("Connection error"),
            mark("Connection timed out."),
            mark("Streamlit server is not responding. Are you connected to the internet?"),
            mark(
                "Is Streamlit still running? If you accidentally stopped Streamlit, just restart it in your terminal:"
            ),
            mark("Connection failed with status {status}."),
            mark("Page not found"),
            mark("The page that you have requested does not seem to exist. Running the app's main page."),
            mark(
                "You have requested page /{page}, but no corresponding file was found in the app's pages/ directory. "
                "Running the app's main page."
            ),
            mark("Record a screencast"),
            mark(
                "This will record a video with the contents of your screen, so you can easily share what you're "
                "seeing with others."
            ),
            mark("Also record audio"),
            mark("Start recording!"),
            mark("Next steps"),
            mark("Step 1"),
            mark("Step 2"),
            mark("Preview your video below:"),
            mark("Save video to disk"),
        ),
    ),
    Rule(
        where=_inside("stDialog", "stToast", "stToastContainer", element="button"),
        place="aria-label",
        said=(mark("Close"),),
    ),
    Rule(where=_named("stToastViewButton"), said=(mark("view more"), mark("view less"))),
    Rule(where=_named("stToastContainer"), place="aria-label", said=(mark("Notifications"),)),
)

_WIDGETS = (
    Rule(
        where=_inside("stSelectbox", element="input"), place="placeholder", said=(mark("Choose an option"),)
    ),
    Rule(
        where=_inside("stSelectbox", element="button"),
        place="aria-label",
        said=(mark("Open"), mark("Clear value")),
    ),
    Rule(
        where=_inside("stSelectboxVirtualDropdown", "stDialog", element="button"),
        place="aria-label",
        said=(mark("Dismiss"),),
    ),
    Rule(where="[role=listbox][data-empty] [role=option] span", said=(mark("No results"),)),
    Rule(
        where="[data-live-announcer] [role=log] div",
        said=(
            mark("{count} option available."),
            mark("{count} options available."),
            mark("{option}, selected"),
        ),
    ),
    Rule(
        where=_inside("InputInstructions"),
        said=(mark("Press Enter to apply"), mark("Press Enter to submit form")),
    ),
    Rule(
        where=f"{_named('stDownloadButtonError')}, {_inside('stDownloadButtonError')}",
        said=(mark("Failed to generate file for download"),),
    ),
    Rule(where=_inside("stFileUploader", element="button *"), said=(mark("Upload"), mark("add icon"))),
    Rule(
        where=_inside("stFileUploader", element="button"),
        place="aria-label",
        said=(mark("Add files"), mark("Remove {file}")),
    ),
    Rule(where=_inside("stFileUploader", element="input"), place="aria-label", said=(mark("file upload"),)),
    Rule(
        where=_inside("stFileUploaderDropzone", element="span"),
        said=(
            mark("{size} per file"),
            mark("Drag and drop a file here"),
            mark("Drag and drop files here"),
        ),
    ),
    Rule(
        where=f"{_named('stTooltipErrorContent')}, {_inside('stTooltipContent', 'stTooltipErrorContent', 'stFileChip')}",
        said=(
            mark("Error: "),
            mark("File must be {size} or smaller."),
            mark("{kind} files are not allowed."),
            mark("Only one file is allowed."),
            mark("Unexpected error. Please try again."),
        ),
    ),
)

_COLUMN_MENU = _named("stDataFrameColumnMenu")
_GRID_ACTIONS = (
    mark("Show/hide columns"),
    mark("Download as CSV"),
    mark("Search"),
    mark("Fullscreen"),
    mark("Close fullscreen"),
    mark("Clear selection"),
)
_GRIDS = (
    Rule(
        where=_named("stBaseButton-elementToolbar"),
        place="aria-label",
        said=(*_GRID_ACTIONS, mark("Copy to clipboard")),
    ),
    Rule(where=_inside("stTooltipContent"), said=_GRID_ACTIONS),
    Rule(
        where=f"{_COLUMN_MENU} > [role=menu]",
        place="aria-label",
        said=(mark("Dataframe column menu"),),
    ),
    Rule(
        where=f"{_COLUMN_MENU} [role=menuitem], {_COLUMN_MENU} [role=menuitem] div",
        said=(
            mark("Sort ascending"),
            mark("Sort descending"),
            mark("Format"),
            mark("Statistics"),
            mark("Autosize"),
            mark("Pin column"),
            mark("Unpin column"),
            mark("Hide column"),
        ),
    ),
    *(
        Rule(
            where=_inside("stDataFrameColumnMenu", element="button"),
            place=place,
            said=(mark("Copy column name"),),
        )
        for place in ("aria-label", "title")
    ),
    Rule(
        where=".gdg-search-bar button",
        place="aria-label",
        said=(mark("Previous Result"), mark("Next Result"), mark("Close Search")),
    ),
    Rule(
        where='.gdg-search-status label, .gdg-search-status [data-testid="search-result-area"]',
        said=(mark("Type to search"), mark("{count} result"), mark("{count} results")),
    ),
)

RULES = (*_HEADER, *_CONNECTION, *_WIDGETS, *_GRIDS)


class SaidRule(TypedDict):
    """A rule with each of its sentences in every language."""

    where: str
    place: str
    said: list[list[str]]


class FrameWords(TypedDict):
    """What the start script needs; sentences stand in the order of the languages, English first."""

    languages: list[str]
    rules: list[SaidRule]


def frame_words() -> FrameWords:
    """All rules, said in all languages."""
    languages = sorted(Language, key=lambda language: language is not Language.ENGLISH)
    return {
        "languages": [language.value for language in languages],
        "rules": [
            {
                "where": rule.where,
                "place": rule.place,
                "said": [[wording(language).say(said) for language in languages] for said in rule.said],
            }
            for rule in RULES
        ],
    }
