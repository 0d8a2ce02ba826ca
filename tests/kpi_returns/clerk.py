"""A clerk at LibreOffice: opens a workbook without a window, types into its cells, and saves it in several formats."""

import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

NAMES = ("soffice", "libreoffice", "localc")
HOW_TO_GET_ONE = (
    "The tests need LibreOffice Calc and found none. `make test` installs it on Debian as root; elsewhere install it "
    "with your system's packages, or say where it is with SOFFICE=/path/to/soffice."
)
SECONDS = 120
LIBRARY = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard"
  library:readonly="false" library:passwordprotected="false"><library:element library:name="Clerk"/></library:library>
"""
# What is typed goes the way of the keyboard: words into a locked cell are refused, "5" becomes a number.
MODULE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Clerk" script:language="StarBasic">
Sub FillIn
  Dim unseen(0) As New com.sun.star.beans.PropertyValue
  unseen(0).Name = "Hidden" : unseen(0).Value = True
  Dim folder As String : folder = Environ("CLERK_FOLDER")
  Dim book : book = StarDesktop.loadComponentFromURL(folder &amp; "/blank.xlsx", "_blank", 0, unseen())
  Dim files : files = createUnoService("com.sun.star.ucb.SimpleFileAccess")
  Dim lines : lines = createUnoService("com.sun.star.io.TextInputStream")
  lines.setInputStream(files.openFileRead(folder &amp; "/typed.txt"))
  lines.setEncoding("UTF-8")
  Do While Not lines.isEOF()
    Dim part : part = Split(lines.readLine(), Chr(9))
    If UBound(part) = 2 Then book.Sheets.getByName(part(0)).getCellRangeByName(part(1)).FormulaLocal = part(2)
  Loop
  Dim kind(0) As New com.sun.star.beans.PropertyValue
  kind(0).Name = "FilterName" : kind(0).Value = "Calc MS Excel 2007 XML"
  book.storeToURL(folder &amp; "/filled.xlsx", kind())
  book.close(True)
End Sub
</script:module>
"""


def filled_in_libreoffice(
    folder: Path, blank: bytes, typed: Mapping[tuple[str, str], str], *formats: str
) -> dict[str, bytes]:
    """A workbook after words were typed into its cells (by sheet and address), as .xlsx and in other formats."""
    profile = folder / "profile"
    _run(profile, folder, "--terminate_after_init")
    library = profile / "user" / "basic" / "Standard"
    (library / "script.xlb").write_text(LIBRARY, encoding="utf-8")
    (library / "Clerk.xba").write_text(MODULE, encoding="utf-8")
    (folder / "blank.xlsx").write_bytes(blank)
    lines = "".join(f"{sheet}\t{cell}\t{words}\n" for (sheet, cell), words in typed.items())
    (folder / "typed.txt").write_text(lines, encoding="utf-8")
    _run(profile, folder, "macro:///Standard.Clerk.FillIn")
    for wanted in formats:
        _run(profile, folder, "--convert-to", wanted, "--outdir", str(folder), str(folder / "filled.xlsx"))
    return {wanted: (folder / f"filled.{wanted}").read_bytes() for wanted in ("xlsx", *formats)}


def _run(profile: Path, folder: Path, *arguments: str) -> None:
    command = [
        program(),
        f"-env:UserInstallation={profile.as_uri()}",
        "--headless",
        "--norestore",
        *arguments,
    ]
    subprocess.run(
        command,
        check=True,
        timeout=SECONDS,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=os.environ | {"CLERK_FOLDER": folder.as_uri(), "LC_ALL": "C.UTF-8"},
    )


def program() -> str:
    """LibreOffice of this machine; raises with what to do when there is none."""
    found = os.environ.get("SOFFICE") or next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        raise RuntimeError(HOW_TO_GET_ONE)
    return found
