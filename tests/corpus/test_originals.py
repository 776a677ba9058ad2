from __future__ import annotations

from pathlib import Path

from corpus.library import Library
from corpus.originals import FOLDER

TEXT = "# Child Marigold\n\n## Findings\n\nThe lifeguard told nobody that Marigold had been left at the baths.\n"


def write(folder: Path, name: str = "marigold.md", text: str = TEXT) -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def kept(folder: Path) -> list[Path]:
    return sorted(path for path in (folder / FOLDER).rglob("*") if path.is_file())


def test_a_kept_file_is_the_original_until_its_review_is_removed(tmp_path: Path) -> None:
    given = write(tmp_path / "upload")
    with Library.open(tmp_path / "library", write=True) as library:
        report = library.index(library.keep([given]))
        given.unlink()
        name = report.outcomes[0].review_id
        found = library.original(name)
        assert found is not None
        assert (found.name, found.read_text(encoding="utf-8")) == ("marigold.md", TEXT)
        assert report.outcomes[0].file == "marigold.md"
        library.remove(name)
        assert library.original(name) is None
        assert kept(library.folder) == []


def test_what_is_refused_or_there_already_is_not_kept(tmp_path: Path) -> None:
    empty, again = write(tmp_path / "upload", "empty.md", ""), write(tmp_path / "upload", "other name.md")
    lying = write(tmp_path / "files")
    with Library.open(tmp_path / "library", write=True) as library:
        (first,) = library.index([lying]).outcomes
        statuses = [outcome.status for outcome in library.index(library.keep([empty, again])).outcomes]
        assert sorted(statuses) == ["failed", "left aside"]
        assert kept(library.folder) == []
        assert library.original(first.review_id) == lying
        assert empty.exists()


def test_a_file_that_has_changed_or_gone_is_no_longer_the_original(tmp_path: Path) -> None:
    lying = write(tmp_path / "files")
    with Library.open(tmp_path / "library", write=True) as library:
        (outcome,) = library.index([lying]).outcomes
        lying.write_text("Another text", encoding="utf-8")
        assert library.original(outcome.review_id) is None
        lying.unlink()
        assert library.original(outcome.review_id) is None
        assert library.original("no such review") is None


def test_what_a_killed_process_left_is_removed_by_the_next_change(tmp_path: Path) -> None:
    with Library.open(tmp_path / "library", write=True) as library:
        library.keep([write(tmp_path / "upload")])
        assert kept(library.folder)
        library.index([write(tmp_path / "files", "other.md", TEXT.replace("Marigold", "Tansy"))])
        assert kept(library.folder) == []
