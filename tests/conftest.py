"""What every test shares: no telemetry, nobody's own settings, and one library of the starter reviews.

Connections beyond this machine are blocked by the pytest options in `pyproject.toml`.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.settings import PREFIX, Settings
from corpus.quiet import silence_telemetry

silence_telemetry()

ROOT = Path(__file__).resolve().parents[1]
EXAMPLES = ROOT / "tests" / "data" / "examples"


@pytest.fixture(autouse=True)
def _own_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No test reads the settings or library of the person running it."""
    for name in Settings.model_fields:
        monkeypatch.delenv(PREFIX + name.upper(), raising=False)
    monkeypatch.setenv("SECOND_QUESTION_CONFIG", str(tmp_path / "no-settings.toml"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))


@pytest.fixture(scope="session")
def starter_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library folder into which the starter reviews have been indexed; do not write to it."""
    from corpus.library import Library

    folder = tmp_path_factory.mktemp("starter") / "library"
    with Library.open(folder, write=True) as library:
        report = library.index([ROOT / "corpus" / "starter"])
    assert not report.failed
    return folder


@pytest.fixture
def starter(starter_folder: Path) -> Iterator[object]:
    """The starter library, opened for reading."""
    from corpus.library import Library

    with Library.open(starter_folder) as library:
        yield library


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Browser tests last: Playwright keeps an event loop running, in which others could not start theirs."""
    items.sort(key=lambda item: "browser" in item.path.parts)
