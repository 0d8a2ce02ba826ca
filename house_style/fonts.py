"""Typefaces: none is sent along; the stack names what systems have that can set Thai."""

FONT_STACK = (
    "Sarabun, 'Noto Sans Thai', 'Leelawadee UI', Thonburi, 'Sukhumvit Set', Tahoma, Waree, Loma, "
    "'Noto Sans', 'Segoe UI', sans-serif"
)
