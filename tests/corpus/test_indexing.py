from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from corpus.document import Document
from corpus.errors import DamagedFile, UsageError
from corpus.library import Library
from corpus.reading import read
from corpus.reports import IndexProgress


def _index(folder: Path, *paths: Path, **options: object) -> list[tuple[str, str]]:
    with Library.open(folder, write=True) as library:
        report = library.index(paths, **options)  # type: ignore[arg-type]
        assert library.verify().sound
    return [(outcome.file, outcome.status) for outcome in report.outcomes]


def test_second_run_embeds_nothing(tmp_path: Path, files: Path, embedded: list[str]) -> None:
    names = ["arlo.md", "callum.md", "hazel.txt"]
    assert _index(tmp_path / "library", files) == [(name, "added") for name in names]
    assert embedded
    embedded.clear()
    assert _index(tmp_path / "library", files) == [(name, "unchanged") for name in names]
    assert not embedded


def test_catalogue_describes_the_reviews(tmp_path: Path, files: Path) -> None:
    _index(tmp_path / "library", files)
    with Library.open(tmp_path / "library") as library:
        assert [review.title for review in library.reviews()] == ["Arlo", "Callum", "Baby Hazel"]
        arlo = library.reviews()[0]
    assert (arlo.partnership, arlo.year, arlo.review_type, arlo.age_group) == ("Penhale", 2022, "LCSPR", "<1")
    assert arlo.themes == ("head injury", "fathers and men")
    assert arlo.extra == {"lead": "M. Orr"}
    assert arlo.url == "https://example.org/arlo"


def test_changed_row_is_taken_without_reading_the_file_again(tmp_path: Path, files: Path, embedded: list[str]) -> None:
    _index(tmp_path / "library", files)
    embedded.clear()
    table = files / "catalogue.csv"
    table.write_text(table.read_text().replace("Penhale", "Eastmere"), encoding="utf-8")
    assert ("arlo.md", "details") in _index(tmp_path / "library", files)
    assert not embedded
    table.write_text(table.read_text().replace("methadone", "").replace("substance misuse", "ingestion"))
    assert ("callum.md", "details") in _index(tmp_path / "library", files)
    assert embedded == ["Callum. ingestion"]
    with Library.open(tmp_path / "library") as library:
        assert [review.title for review in library.reviews({"partnership": "eastmere"})] == ["Arlo"]
        assert library.search("ingestion")[0].review.title == "Callum"


def test_changed_file_takes_the_place_of_its_former_self(tmp_path: Path, files: Path) -> None:
    _index(tmp_path / "library", files)
    path = files / "arlo.md"
    path.write_text(path.read_text().replace("ten weeks", "eleven weeks"), encoding="utf-8")
    assert _index(tmp_path / "library", files)[0] == ("arlo.md", "updated")
    with Library.open(tmp_path / "library") as library:
        assert len(library.reviews()) == 3
        (arlo,) = library.reviews({"title": "arlo"})
        assert "eleven weeks" in library.page_text(arlo.id, None)


def test_bad_file_is_named_and_the_rest_goes_on(tmp_path: Path, files: Path) -> None:
    def reader(path: Path) -> Document:
        if path.name == "callum.md":
            raise DamagedFile(f"{path.name} cannot be parsed", "Choose another copy")
        return read(path)

    with Library.open(tmp_path / "library", write=True) as library:
        report = library.index([files], reader=reader)
        assert len(library.reviews()) == 2
    assert [str(failure) for failure in report.failed] == [
        "callum.md: callum.md cannot be parsed. Choose another copy."
    ]
    assert "1 failed" in report.summary()


def test_copies_and_other_forms_are_left_aside(tmp_path: Path, files: Path) -> None:
    shutil.copy(files / "arlo.md", files / "copy.md")
    (files / "hazel.md").write_text("Another form of the same review.", encoding="utf-8")
    (files / "README.md").write_text("About these files.", encoding="utf-8")
    (files / ".hidden.md").write_text("Not to be read.", encoding="utf-8")
    found = dict(_index(tmp_path / "library", files))
    assert (found["copy.md"], found["hazel.md"]) == ("left aside", "left aside")
    assert "README.md" not in found
    assert ".hidden.md" not in found


def test_same_collection_in_another_folder_is_unchanged(tmp_path: Path, files: Path, embedded: list[str]) -> None:
    _index(tmp_path / "library", files)
    embedded.clear()
    elsewhere = Path(shutil.copytree(files, tmp_path / "elsewhere"))
    assert {status for _, status in _index(tmp_path / "library", elsewhere)} == {"unchanged"}
    (elsewhere / "arlo.md").rename(elsewhere / "copy.md")
    assert dict(_index(tmp_path / "library", elsewhere / "copy.md"))["copy.md"] == "left aside"
    assert not embedded


def test_moved_file_keeps_its_review(tmp_path: Path, files: Path, embedded: list[str]) -> None:
    _index(tmp_path / "library", files)
    embedded.clear()
    (files / "arlo.md").rename(files / "renamed.md")
    assert ("renamed.md", "details") in _index(tmp_path / "library", files / "renamed.md")
    assert not embedded
    with Library.open(tmp_path / "library") as library:
        assert len(library.reviews()) == 3
        assert library.reviews({"file": "renamed.md"})[0].title == "Arlo"


def test_row_without_a_file_is_mentioned(tmp_path: Path, files: Path) -> None:
    (files / "hazel.txt").unlink()
    with Library.open(tmp_path / "library", write=True) as library:
        assert "no file hazel.txt was found" in library.index([files]).summary()


def test_progress_counts_files_and_passages_and_ends(tmp_path: Path, files: Path) -> None:
    events: list[IndexProgress] = []
    _index(tmp_path / "library", files, progress=events.append)
    assert [event.number for event in events if event.stage == "saved"] == [1, 2, 3]
    assert all(event.total == 3 for event in events)
    assert [event.finished for event in events].count(True) == 1
    assert events[-1].finished
    assert events[-1].done == events[-1].passages
    assert "3 of 3 · hazel.txt" in events[-1].line()


def test_cancelled_run_keeps_what_it_stored_and_can_go_on(tmp_path: Path, files: Path) -> None:
    saved: list[IndexProgress] = []
    with Library.open(tmp_path / "library", write=True) as library:
        report = library.index(
            [files],
            progress=lambda event: saved.append(event) if event.stage == "saved" else None,
            cancel=lambda: bool(saved),
        )
        assert report.cancelled
        assert len(library.reviews()) == 1
    assert [status for _, status in _index(tmp_path / "library", files)] == ["unchanged", "added", "added"]


def test_path_that_is_not_there_is_a_usage_error(tmp_path: Path) -> None:
    opened = Library.open(tmp_path / "library", write=True)
    with opened as library, pytest.raises(UsageError, match="no file or folder"):
        library.index([tmp_path / "nowhere"])
