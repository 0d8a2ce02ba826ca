"""The sample ministry, loaded once for a whole run of the tests, however many workers share it."""

import fcntl
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]


def load_sample_once(shared: Path) -> Path:
    """A folder with the loaded database; whoever comes first loads it, the others wait."""
    folder = shared / "sample-ministry"
    with (shared / "sample-ministry.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            _load(shared / "sample-ministry.part")
            (shared / "sample-ministry.part").rename(folder)
    return folder


def copied(folder: Path, target: Path) -> Path:
    """A copy that a test may write to."""
    return shutil.copytree(folder, target)


def _load(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    told = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    done = subprocess.run(
        [sys.executable, "manage.py", "load-sample"],
        cwd=ROOT,
        env={**told, "DASHBOARD_DATA": str(folder)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
