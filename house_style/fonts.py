"""Typefaces: none is sent along; the stack names what systems have that can set Thai."""

FONT_STACK = (
    "Sarabun, 'TH Sarabun New', 'Noto Sans Thai', 'Leelawadee UI', Thonburi, Loma, Garuda, Tahoma, sans-serif"
)
