"""What the server's process takes of the machine. Linux only: the figures are those of /proc."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from tests.browser.application import Application

TICKS = os.sysconf("SC_CLK_TCK")
USER, SYSTEM = 11, 12  # of the fields behind the process's name


@dataclass(frozen=True, slots=True)
class ServerProcess:
    """The process behind an application."""

    folder: Path

    @classmethod
    def of(cls, application: Application) -> Self:
        """The process that was started on the application's port."""
        port = application.url.rpartition(":")[2].encode()
        return cls(
            next(folder for folder in _processes() if _started_with(folder)[-2:] == [b"--server.port", port])
        )

    def processor_seconds(self) -> float:
        """Processor time of all its threads since it started."""
        fields = (self.folder / "stat").read_text().rpartition(")")[2].split()
        return (int(fields[USER]) + int(fields[SYSTEM])) / TICKS

    def mebibytes(self) -> float:
        """Its share of the memory (PSS): what is its own, and its part of what it shares."""
        lines = (self.folder / "smaps_rollup").read_text().splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024

    def peaks_of_children(self, program: str) -> list[float]:
        """The most memory that each of its children running that program has had so far, in MiB."""
        return [peak for folder in _processes() if (peak := self._peak(folder, program)) is not None]

    def _peak(self, folder: Path, program: str) -> float | None:
        try:
            said = dict(line.split(":", 1) for line in (folder / "status").read_text().splitlines())
        except OSError:
            return None
        words = _started_with(folder)
        is_its_own = said["PPid"].strip() == self.folder.name and "VmHWM" in said
        if not is_its_own or not any(word.endswith(f"/{program}".encode()) for word in words):
            return None
        return int(said["VmHWM"].split()[0]) / 1024


def _processes() -> list[Path]:
    return [folder for folder in Path("/proc").iterdir() if folder.name.isdigit()]


def _started_with(folder: Path) -> list[bytes]:
    """The words of its command; none where it has ended meanwhile."""
    try:
        return (folder / "cmdline").read_bytes().removesuffix(b"\0").split(b"\0")
    except OSError:
        return []
