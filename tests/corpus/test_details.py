from __future__ import annotations

from pathlib import Path

import pytest

from corpus.details import card_of, describe, load_catalogue
from corpus.errors import UsageError
from corpus.reading import read_text


def _row(**values: str) -> dict[str, str]:
    return {"file": "a.md", "title": "A", **values}


def test_columns_are_read_whatever_their_order_and_unknown_ones_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "catalogue.csv"
    path.write_text("Themes,File,Lead Author,year\nneglect; ; fathers;neglect,sub/a.md,M. Orr,2021\n", encoding="utf-8")
    row = load_catalogue(path).row_for(Path("/x/sub/a.md"), "sub/a.md")
    review = describe(row, "id", "sub/a.md", "", None, None)
    assert review.themes == ("neglect", "fathers")
    assert review.year == 2021
    assert review.extra == {"lead_author": "M. Orr"}


def test_file_is_found_by_its_path_or_by_a_bare_name_that_only_one_row_has(tmp_path: Path) -> None:
    path = tmp_path / "catalogue.csv"
    path.write_text("file,title\na/one.md,1\nb/two.md,2\nc/two.md,3\n", encoding="utf-8")
    table = load_catalogue(path)
    rows = [table.row_for(Path("/x", name), name) for name in ("One.md", "two.md", "c/two.md")]
    assert [row and row["title"] for row in rows] == ["1", None, "3"]
    assert table.unused() == ["b/two.md"]


def test_spreadsheet_encoding_and_byte_order_mark_are_read(tmp_path: Path) -> None:
    for encoding in ("cp1252", "utf-8-sig"):
        path = tmp_path / f"{encoding}.csv"
        path.write_bytes("file,title\na.md,Child “K”\n".encode(encoding))
        assert load_catalogue(path).rows["a.md"]["title"] == "Child “K”"


@pytest.mark.parametrize(
    ("text", "message"), [("title\nA\n", "no column called file"), ("file\na.md\nA.md\n", "twice .line 3")]
)
def test_catalogue_that_cannot_be_used_says_why(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "catalogue.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match=message):
        load_catalogue(path)


@pytest.mark.parametrize(
    ("given", "meant"), [("<1", "<1"), ("Under 1", "<1"), ("1 – 5", "1-5"), ("16-17 years", "16-17"), ("", None)]
)
def test_age_groups_are_recognised(given: str, meant: str | None) -> None:
    review = describe(_row(age_group=given), "id", "a.md", "", None, None)
    assert review.age_group == meant
    assert not review.extra


def test_values_outside_the_lists_are_kept_as_given() -> None:
    review = describe(_row(age_group="toddler", incident="Near miss", year="last year"), "id", "a.md", "", None, None)
    assert (review.age_group, review.incident, review.year) == ("unknown", "other", None)
    assert review.extra == {
        "age_group (as given)": "toddler",
        "incident (as given)": "Near miss",
        "year (as given)": "last year",
    }


def test_without_a_row_the_review_names_itself() -> None:
    titled = read_text("# Temi\n\nShe was fifteen.", format="md")
    assert describe(None, "id", "temi.md", "", None, titled).title == "Temi"
    assert describe(None, "id", "temi.txt", "", None, read_text("She was fifteen.")).title == "temi"


def test_card_is_title_and_themes() -> None:
    assert card_of(describe(_row(themes="neglect;fathers"), "id", "a.md", "", None, None)) == "A. neglect, fathers"
