from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from pathlib import Path

from assistant.cli.main import main
from assistant.overview import as_html, overview, overview_of
from corpus.library import Library, Review


def test_each_cell_holds_the_reviews_behind_its_count(shelf: Library) -> None:
    ids = {review.title: review.id for review in shelf.reviews()}
    table = overview(shelf).table("incident")
    row = next(row for row in table.rows if row.label == "Fathers and men")
    assert {cell.column: cell.reviews for cell in row.cells} == {
        "death": (ids["Arlo & <Family>"],),
        "serious harm": (ids["Finn"],),
        "other": (),
    }
    assert set(row.reviews) == set(ids.values())


def test_every_review_stands_in_one_column_even_without_details() -> None:
    reviews = [Review(str(n), f"R{n}", year=year, themes=("Neglect",)) for n, year in enumerate((2020, None, 2022))]
    for table in overview_of(reviews).tables:
        for row in table.rows:
            assert sorted(name for cell in row.cells for name in cell.reviews) == ["0", "1", "2"]


def test_cues_find_a_theme_that_the_catalogue_does_not_give() -> None:
    reviews = [Review("a", "A", themes=("Neglect",)), Review("b", "B")]
    labels = [
        row.label for row in overview_of(reviews, {"a": ["Neglect", "Training"], "b": ["training"]}).tables[0].rows
    ]
    assert labels == ["All reviews", "Training", "Neglect"]


def test_the_page_is_well_formed_escaped_and_gives_the_numbers_beside_the_bars(shelf: Library) -> None:
    page = as_html(overview(shelf))
    assert "<Family>" not in page
    svg = page[page.index("<svg") : page.index("</svg>") + 6]
    texts = [node.text for node in ElementTree.fromstring(svg).iter("text")]
    assert texts == ["2018", "1", "2022", "1"]
    assert "166" in page  # deaths among the rapid reviews that the 2021 review counts
    assert page.count("<caption") == 3


def test_the_command_prints_counts_or_writes_a_page(shelf_folder: Path, tmp_path: Path, capsys: object) -> None:
    out = tmp_path / "o.html"
    assert main(["library", "overview", "--library", str(shelf_folder), "-o", str(out)]) == 0
    assert "<table" in out.read_text(encoding="utf-8")
    assert main(["library", "overview", "--library", str(shelf_folder), "-o", str(tmp_path / "o.txt")]) == 2
