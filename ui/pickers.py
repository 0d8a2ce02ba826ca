"""Lists to pick one thing from; what is picked stands in the address."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ui.component import mount, packed
from ui.navigation import CODE, Drill, href, shown_page
from ui.screen import Screen


@dataclass(frozen=True, slots=True, kw_only=True)
class Picker:
    """A list: its choices by code, which of them is chosen, and the address of a choice with a place for its code."""

    name: str
    label: str
    options: Mapping[str, str]
    chosen: str
    link: str


def show_pickers(pickers: Sequence[Picker], *, key: str, heading: str = "", is_quiet: bool = False) -> None:
    """Lists beside each other, under the heading of what they pick from; quiet ones say what they are to the ear only, since their choices say it to the eye."""
    sent = [
        {
            "name": p.name,
            "label": p.label,
            "options": list(p.options.items()),
            "chosen": p.chosen,
            "link": p.link,
        }
        for p in pickers
    ]
    mount("pickers", key=key, data=packed({"heading": heading, "pickers": sent, "quiet": is_quiet}))


def picker_of(
    screen: Screen, label: str, names: Mapping[str, str], chosen: str, drill: Drill, *, none: str = ""
) -> Picker:
    """A list of names of the plan by code. With `none` there is a first entry for no choice."""
    options = {"": none, **names} if none else dict(names)
    return Picker(
        name=f"pick_{drill.parameter}",
        label=label,
        options=options,
        chosen=chosen if chosen in options else next(iter(options), ""),
        link=drill.link(screen.here),
    )


def picker_of_filter(
    screen: Screen, parameter: str, label: str, options: Mapping[str, str], *, none: str
) -> Picker:
    """A list that leaves only some of what the page shows: the rest of its address stays."""
    every = {"": none, **options}
    chosen: str = getattr(screen.address, parameter)
    link = href(shown_page(), screen.here.but(**{parameter: CODE}))
    return Picker(
        name=f"filter_{parameter}",
        label=label,
        options=every,
        chosen=chosen if chosen in every else "",
        link=link,
    )


def show_picker(
    screen: Screen,
    label: str,
    names: Mapping[str, str],
    chosen: str,
    drill: Drill,
    *,
    none: str = "",
    heading: str = "",
) -> None:
    """One list of names."""
    picker = picker_of(screen, label, names, chosen, drill, none=none)
    show_pickers([picker], key=f"picker_{drill.parameter}", heading=heading)


def picker_of_moment(
    screen: Screen, parameter: str, label: str, options: Mapping[str, str], chosen: str
) -> Picker:
    """A list that changes the moment of the page that is shown: the rest of its address stays."""
    changed = {"period": ""} if parameter == "year" else {}
    link = href(shown_page(), screen.here.but(**{**changed, parameter: CODE}))
    return Picker(name=f"scope_{parameter}", label=label, options=options, chosen=chosen, link=link)
