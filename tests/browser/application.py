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
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

ROOT = Path(__file__).parents[2]
SECONDS_TO_START = 60.0
SECONDS_TO_PREPARE = 300.0
# A person's own settings must not decide a test.
NOT_OURS = ("STREAMLIT_", "DASHBOARD_", "DATABASE_URL", "PYTEST_")


@dataclass(frozen=True, slots=True, kw_only=True)
class Application:
    """A running server: where it answers, what it wrote down, and where its database is."""

    url: str
    log: Path
    database_url: str

    def said(self, since: int = 0) -> str:
        """What the server has written to its log after the first `since` bytes."""
        return self.log.read_bytes()[since:].decode("utf-8", errors="replace")


@contextmanager
def serving(
    data: Path, *, root: Path = ROOT, environment: Mapping[str, str] | None = None
) -> Iterator[Application]:
    """`streamlit run dashboard.py` with its data in a folder, ready for readers; `environment` is added to our own.

    The sample ministry has its guests, as with `make run`.
    """
    port = _find_free_port()
    data.mkdir(parents=True, exist_ok=True)
    told = {"DASHBOARD_DATA": str(data), "DASHBOARD_DEMO": "1", **(environment or {})}
    application = Application(
        url=f"http://127.0.0.1:{port}",
        log=data / "server.log",
        database_url=told.get("DATABASE_URL", f"sqlite:///{data / 'dashboard.db'}"),
    )
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(NOT_OURS)}
    with application.log.open("wb") as log:
        server = subprocess.Popen(
            [sys.executable, "-m", "streamlit", "run", "dashboard.py", "--server.port", str(port)],
            cwd=root,
            env={**inherited, **told},
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        try:
            _wait_until(application, server, "/_stcore/health", SECONDS_TO_START)
            _wait_until(application, server, "/health/ready", SECONDS_TO_PREPARE)
            yield application
        finally:
            _end(server)


def _find_free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def _wait_until(application: Application, server: subprocess.Popen[bytes], path: str, seconds: float) -> None:
    """Wait for an answer of 200; a server that ends, or says that its start failed, is not waited for."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline and server.poll() is None:
        said = _ask(application.url + path)
        if said == "":
            return
        if said == "failed":
            break
        time.sleep(0.1)
    raise AssertionError(f"The application did not start:\n{application.said()}")


def _ask(url: str) -> str:
    """Nothing when all is well, otherwise what the server says is wrong."""
    try:
        with urlopen(url, timeout=2):
            return ""
    except HTTPError as refused:
        return refused.read().decode()
    except (URLError, OSError) as unreachable:
        return str(unreachable)


def _end(server: subprocess.Popen[bytes]) -> None:
    server.terminate()
    try:
        server.wait(timeout=10)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()
