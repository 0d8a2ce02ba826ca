"""A list to pick from: what is picked is an address."""

from domain.text import Language
from ui.address import Address
from ui.navigation import CODE, Drill, anchor, href
from ui.style import render_style

HERE = Address(lang="th", year="2564", period="Q4", since="2021-03-01T16:59:59Z")


def test_a_drill_keeps_the_moment_and_leaves_a_place_for_the_code() -> None:
    to_province = Drill(page="kpi", parameter="province", keep=("kpi",))
    assert to_province.link(HERE.but(kpi="K1", region="R6")) == (
        "./kpi?lang=th&year=2564&period=Q4&since=2021-03-01T16%3A59%3A59Z&kpi=K1&province=" + CODE
    )


def test_the_overview_lies_at_the_beginning_of_the_address() -> None:
    assert href("overview", Address(lang="en")) == "./?lang=en"


def test_a_link_is_text_and_nothing_in_it_is_markup() -> None:
    address = Address(kpi='"><script>alert(1)</script>')
    assert anchor("kpi", address, label="<img src=x onerror=alert(1)>", language=Language.ENGLISH) == (
        '<a class="go" href="./kpi?kpi=%22%3E%3Cscript%3Ealert%281%29%3C%2Fscript%3E" lang="en">'
        "&lt;img src=x onerror=alert(1)&gt;</a>"
    )


def test_the_style_knows_both_grounds_of_every_status() -> None:
    style = render_style()
    assert (
        ".chip.watch { background: light-dark(#FFD43B,#FFDC66); color: light-dark(#000000,#000000);" in style
    )
    assert "--ink: light-dark(#1B1F23,#F2F4F6);" in style
