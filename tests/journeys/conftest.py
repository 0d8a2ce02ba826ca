"""Houses for the journeys, and an ear for words that no catalogue knows."""

from collections.abc import Iterator
from gettext import NullTranslations
from pathlib import Path

import pytest

import house_style.wording
from access.house_database import house_database
from access.start_up import Preparation, _Progress
from domain.text import Language
from house_style.wording import LOCALES, read_catalogue
from tests.journeys.insiders import come_in
from tests.journeys.organisation import load_water_ministry
from tests.sample import copied
from tests.use_cases.ministry import a_silent_ministry
from ui.house import close_house

KNOWN = frozenset(
    str(entry.id)
    for path in sorted((LOCALES / Language.THAI.value).glob("*.po"))
    for entry in read_catalogue(path)
    if entry.id and entry.string
)


@pytest.fixture(autouse=True)
def started(monkeypatch: pytest.MonkeyPatch) -> None:
    """A server whose start is over, with nothing of this machine's own settings."""
    monkeypatch.setattr(_Progress, "now", Preparation(is_ready=True))
    for name in ("DATABASE_URL", "DASHBOARD_SAMPLE"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(autouse=True)
def somebody_is_in(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever looks at a screen is an executive who has signed in, unless a test says otherwise."""
    come_in(monkeypatch)


def _moved_in(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DASHBOARD_DATA", str(folder))
    return folder


def _closed(folder: Path) -> None:
    with pytest.MonkeyPatch.context() as monkeypatch:
        _moved_in(folder, monkeypatch)
        close_house()


@pytest.fixture(scope="session")
def ministry_folder(sample_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder of the sample ministry that the journeys of this worker share; they only look."""
    folder = copied(sample_folder, tmp_path_factory.mktemp("ministry") / "data")
    yield folder
    _closed(folder)


@pytest.fixture
def ministry(ministry_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The sample ministry is what the screens show."""
    return _moved_in(ministry_folder, monkeypatch)


@pytest.fixture
def own_ministry(own_sample_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A sample ministry whose figures the test may change."""
    yield _moved_in(own_sample_folder, monkeypatch)
    _closed(own_sample_folder)


@pytest.fixture(scope="session")
def water_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder with the plan and the first half-year of another organisation."""
    folder = tmp_path_factory.mktemp("water")
    load_water_ministry(f"sqlite:///{folder / 'dashboard.db'}")
    yield folder
    _closed(folder)


@pytest.fixture
def water_ministry(water_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Another organisation is what the screens show."""
    return _moved_in(water_folder, monkeypatch)


@pytest.fixture
def small_ministry(sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A ministry that has reported nothing yet, small enough to be worked out by hand; the test may change it."""
    _moved_in(tmp_path, monkeypatch)
    a_silent_ministry(house_database())
    yield tmp_path
    _closed(tmp_path)


@pytest.fixture
def empty_house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A new installation: the folder is there, and nothing is in it."""
    yield _moved_in(tmp_path, monkeypatch)
    _closed(tmp_path)


class _Listening(NullTranslations):
    """Says what the catalogues say, and writes down what they do not know."""

    def __init__(self, words: NullTranslations, missed: set[str]) -> None:
        super().__init__()
        self._words = words
        self._missed = missed

    def gettext(self, message: str) -> str:
        if message not in KNOWN:
            self._missed.add(message)
        return self._words.gettext(message)


@pytest.fixture(autouse=True)
def nothing_is_left_in_english(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Every journey ends by asking whether a page said a sentence that has no Thai."""
    missed: set[str] = set()
    words = {language: house_style.wording.translations(language) for language in Language}
    listening = {language: _Listening(known, missed) for language, known in words.items()}
    monkeypatch.setattr(house_style.wording, "translations", listening.__getitem__)
    yield
    assert not missed
