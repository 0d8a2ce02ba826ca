"""The application as its readers meet it: started as they start it, watched from outside."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

ROOT = Path(__file__).parents[2]
SECONDS_TO_START = 60.0
# A person's own settings must not decide a test.
NOT_OURS = ("STREAMLIT_", "DASHBOARD_", "DATABASE_URL", "PYTEST_")


@dataclass(frozen=True, slots=True, kw_only=True)
class Application:
    """A running server: where it answers and what it wrote down."""

    url: str
    log: Path

    def said(self, since: int = 0) -> str:
        """What the server has written to its log after the first `since` bytes."""
        return self.log.read_bytes()[since:].decode("utf-8", errors="replace")


@contextmanager
def serving(
    data: Path, *, root: Path = ROOT, environment: Mapping[str, str] | None = None
) -> Iterator[Application]:
    """`streamlit run dashboard.py` with its data in a folder; `environment` is added to the process's own."""
    port = _find_free_port()
    data.mkdir(parents=True, exist_ok=True)
    application = Application(url=f"http://127.0.0.1:{port}", log=data / "server.log")
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(NOT_OURS)}
    with application.log.open("wb") as log:
        server = subprocess.Popen(
            [sys.executable, "-m", "streamlit", "run", "dashboard.py", "--server.port", str(port)],
            cwd=root,
            env={**inherited, "DASHBOARD_DATA": str(data), **(environment or {})},
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        try:
            _wait_until_it_answers(application, server)
            yield application
        finally:
            _end(server)


def _find_free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def _wait_until_it_answers(application: Application, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < deadline:
        if server.poll() is not None:
            break
        try:
            with urlopen(f"{application.url}/_stcore/health", timeout=2) as answer:
                if answer.status == 200:
                    return
        except (URLError, OSError):
            time.sleep(0.1)
    raise AssertionError(f"The application did not start:\n{application.said()}")


def _end(server: subprocess.Popen[bytes]) -> None:
    server.terminate()
    try:
        server.wait(timeout=10)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()
