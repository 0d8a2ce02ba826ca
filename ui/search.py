"""Fields to look for something; what was asked for stands in the address."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ui.address import LONGEST, Address
from ui.component import mount, packed
from ui.navigation import href, shown_page


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A field for a parameter of the address: free text, or one of `options` by their codes.

    `wrong` says what is wrong with its value, `hint` how to write one.
    """

    name: str
    label: str
    value: str
    options: Mapping[str, str] = field(default_factory=dict)
    hint: str = ""
    wrong: str = ""


def show_search(fields: Sequence[Field], where: Address, *, key: str, label: str, button: str) -> None:
    """Fields beside each other and a button, which leads to `where` with what stands in them."""
    sent = [
        {
            "name": one.name,
            "label": one.label,
            "value": one.value,
            "options": list(one.options.items()) or None,
            "hint": one.hint,
            "wrong": one.wrong,
            "most": LONGEST,
        }
        for one in fields
    ]
    link = href(shown_page(), where)
    mount("search", key=key, data=packed({"label": label, "button": button, "link": link, "fields": sent}))
