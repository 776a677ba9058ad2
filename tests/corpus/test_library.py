from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import textwrap
from pathlib import Path

import pytest

from corpus.catalogue import CATALOGUE_FILE
from corpus.errors import LibraryBusy, LibraryError, UsageError
from corpus.library import Library, default_folder
from corpus.vectors import VECTORS_FOLDER
from tests.support.needs import needs

ROOT = Path(__file__).resolve().parents[2]


def _run(code: str, *arguments: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", textwrap.dedent(code), *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120)


@pytest.fixture
def folder(tmp_path: Path, files: Path) -> Path:
    with Library.open(tmp_path / "library", write=True) as library:
        library.index([files])
    return tmp_path / "library"


def _change(folder: Path, statement: str) -> None:
    connection = sqlite3.connect(folder / CATALOGUE_FILE)
    connection.execute(statement)
    connection.commit()
    connection.close()


def test_missing_library_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(LibraryError, match=r"There is no library at .*second-question index"):
        Library.open(tmp_path / "nowhere")
    assert not (tmp_path / "nowhere").exists()


def test_library_whose_making_was_interrupted_is_empty_to_readers_and_made_by_the_next_writer(tmp_path: Path) -> None:
    (tmp_path / CATALOGUE_FILE).touch()
    with pytest.raises(LibraryError, match="is empty"):
        Library.open(tmp_path)
    with Library.open(tmp_path, write=True) as library:
        assert library.reviews() == []
        assert library.search("anything") == []


@pytest.mark.parametrize(
    ("statement", "message"),
    [
        ("PRAGMA user_version = 99", "newer version"),
        ("PRAGMA application_id = 7", "not made by this program"),
        ("UPDATE meta SET value = 'another' WHERE name = 'embedding_model'", "another embedding model"),
    ],
)
@pytest.mark.parametrize("write", [False, True])
def test_library_of_another_kind_or_version_is_refused_and_left_alone(
    folder: Path, statement: str, message: str, write: bool
) -> None:
    _change(folder, statement)
    before = (folder / CATALOGUE_FILE).read_bytes()
    with pytest.raises(LibraryError, match=message):
        Library.open(folder, write=write)
    assert (folder / CATALOGUE_FILE).read_bytes() == before


def test_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    (tmp_path / CATALOGUE_FILE).write_bytes(b"minutes of a meeting " * 100)
    with pytest.raises(LibraryError, match="is not a library"):
        Library.open(tmp_path)


def test_folder_of_other_files_is_not_made_a_library(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear all", encoding="utf-8")
    with pytest.raises(LibraryError, match="holds other files"):
        Library.open(tmp_path, write=True)
    assert [entry.name for entry in tmp_path.iterdir()] == ["letter.txt"]


def test_reading_library_cannot_be_changed(folder: Path, files: Path) -> None:
    with Library.open(folder) as library:
        for change in (
            lambda: library.index([files]),
            lambda: library.remove(library.reviews()[0].id),
            lambda: library.verify(repair=True),
        ):
            with pytest.raises(LibraryError, match="opened for reading"):
                change()


def test_second_writer_hears_who_holds_the_library_and_readers_do_not_mind(folder: Path) -> None:
    second = """
        import sys
        from pathlib import Path
        from corpus.library import Library
        print(len(Library.open(Path(sys.argv[1])).reviews()))
        Library.open(Path(sys.argv[1]), write=True)
    """
    with Library.open(folder, write=True):
        done = _run(second, folder)
        with pytest.raises(LibraryBusy, match=f"process {os.getpid()} since 20"):
            Library.open(folder, write=True)
    assert done.stdout == "3\n"
    assert f"LibraryBusy: The library at {folder} is being written to by process {os.getpid()}" in done.stderr
    assert not _run(second, folder).stderr


@needs(os.geteuid() == 0, "rights that it can give up")
def test_library_that_may_only_be_read_can_be_searched_and_not_written(folder: Path) -> None:
    # Not below pytest's own folder, which only its owner may enter.
    with tempfile.TemporaryDirectory() as outer:
        Path(outer).chmod(0o755)
        copy = Path(shutil.copytree(folder, Path(outer, "library")))
        for path in [copy, *copy.rglob("*")]:
            path.chmod(0o555 if path.is_dir() else 0o444)
        done = _run(
            """
            import os, sys
            from pathlib import Path
            from corpus.errors import LibraryError
            from corpus.library import Library
            folder = Path(sys.argv[1])
            with Library.open(folder) as library:
                library.search("load all that is needed while it may still be read")
            os.setuid(65534)
            with Library.open(folder) as library:
                print(library.search("dads of shaken babies")[0].review.title)
            try:
                Library.open(folder, write=True)
            except LibraryError as error:
                print(error)
            """,
            copy,
        )
    assert done.stdout.startswith("Arlo\nThe library at "), done.stderr
    assert "cannot be written to" in done.stdout


@needs(os.geteuid() == 0, "rights that it can give up")
def test_folder_that_may_not_be_entered_says_so(folder: Path) -> None:
    folder.chmod(0o700)
    done = _run(
        """
        import os, sys
        from pathlib import Path
        from corpus.errors import LibraryError
        from corpus.library import Library
        import corpus.catalogue
        os.setuid(65534)
        for write in (False, True):
            try:
                Library.open(Path(sys.argv[1]), write=write)
            except LibraryError as error:
                print(error)
        """,
        folder,
    )
    assert done.stdout.count("--library") == 2, done.stderr


def test_pages_passages_and_reviews_that_are_not_there(folder: Path) -> None:
    with Library.open(folder) as library:
        assert library.review("none") is None
        assert library.passages("none") == []
        with pytest.raises(UsageError, match="There is no review none"):
            library.page_text("none", 1)


def test_stats_count_what_is_there(folder: Path) -> None:
    with Library.open(folder) as library:
        stats = library.stats()
    assert (stats["reviews"], stats["passages searched"], stats["reviews waiting for their vectors"]) == (3, 5, 0)
    assert (folder / VECTORS_FOLDER).is_dir()


def test_default_folder_follows_the_variable(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("SECOND_QUESTION_LIBRARY", str(tmp_path))
    assert default_folder() == tmp_path
    monkeypatch.delenv("SECOND_QUESTION_LIBRARY")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    if sys.platform == "linux":
        assert default_folder() == tmp_path / "data" / "second-question" / "library"


def test_nothing_heavy_is_loaded_by_opening_and_listing(folder: Path) -> None:
    done = _run(
        """
        import sys
        from pathlib import Path
        from corpus.library import Library
        with Library.open(Path(sys.argv[1])) as library:
            library.reviews()
        heavy = {"chromadb", "onnxruntime", "tokenizers", "langchain_core", "numpy", "pydantic", "tiktoken"}
        print(sorted(heavy & set(sys.modules)))
        """,
        folder,
    )
    assert done.stdout == "[]\n", done.stderr


def test_searching_does_not_load_chroma(folder: Path) -> None:
    done = _run(
        """
        import sys
        from pathlib import Path
        from corpus.library import Library
        with Library.open(Path(sys.argv[1])) as library:
            print(len(library.search("baby")), "chromadb" in sys.modules)
        """,
        folder,
    )
    assert done.stdout == "3 False\n", done.stderr
