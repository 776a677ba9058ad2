"""Rebuild the starter library's PDFs and catalogue from `sources/`: `python -m corpus.starter.build`.

Needs the `starter` extra (WeasyPrint, markdown-it-py, and Debian's pango libraries). Every page says that the review
is fictional. Templates: a council style, b a book style with roman-numbered front matter, c two columns, d plain.
"""

from __future__ import annotations

import argparse
import csv
import html
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parent
COLUMNS = ("file", "title", "partnership", "year", "review_type", "age_group", "incident", "themes", "url")
# Fixed so that rebuilding an unchanged source gives the same file.
DATE = "D:20260101000000Z"


@dataclass(frozen=True, slots=True)
class Source:
    """One review's source: what the catalogue says of it, and its chapters as Markdown."""

    path: Path
    meta: dict[str, Any]
    front: str
    main: str
    notes: dict[str, str]


def read_source(path: Path) -> Source:
    """Parse a source file.

    Raises:
        ValueError: the file has no YAML header or lacks a field.
    """
    found = re.match(r"---\n(.*?)\n---\n(.*)", path.read_text(encoding="utf-8"), re.S)
    if found is None:
        raise ValueError(f"{path.name} has no header between --- lines")
    meta = {}
    for line in found[1].splitlines():
        # The header is plain `field: value` lines; titles hold quotation marks and colons that YAML would trip on.
        field, _, value = line.partition(":")
        meta[field.strip()] = re.sub(r"\s+#.*$", "", value).strip()
    missing = [name for name in (*COLUMNS[1:8], "template") if name not in meta]
    if missing:
        raise ValueError(f"{path.name} lacks {', '.join(missing)}")
    body = found[2]
    notes = {key: text.strip() for key, text in re.findall(r"^\[\^(\w+)\]:\s*(.+)$", body, re.M)}
    body = re.sub(r"^\[\^\w+\]:.*$\n?", "", body, flags=re.M)
    front, main = "", body
    if "<!-- main -->" in body:
        front, main = body.split("<!-- main -->", 1)
        front = front.replace("<!-- front -->", "")
    return Source(path, meta, front, main.replace("<!-- front -->", ""), notes)


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter's title, its HTML anchor, and the printed number of the page it starts on."""

    title: str
    anchor: str
    page: int


def rendered(source: Source, text: str) -> str:
    """Markdown as HTML, with footnote marks turned into footnotes at the foot of their page."""
    from markdown_it import MarkdownIt

    markdown = MarkdownIt("commonmark", {"html": False}).enable("table")
    made = (
        str(markdown.render(text))
        .replace("<table>", '<div class="table"><table>')
        .replace("</table>", "</table></div>")
    )
    return re.sub(
        r"\[\^(\w+)\]",
        lambda m: f'<span class="footnote">{markdown.renderInline(source.notes.get(m[1], ""))}</span>',
        made,
    )


def page_html(source: Source, body: str) -> str:
    """A whole HTML page in the review's template."""
    styles = "".join(
        (FOLDER / "styles" / f"{name}.css").read_text(encoding="utf-8") for name in ("base", source.meta["template"])
    )
    title, author = (html.escape(str(source.meta.get(name, ""))) for name in ("title", "author"))
    return (
        f'<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>{title}</title>'
        f'<meta name="author" content="{author}"><style>{styles}</style></head><body>{body}</body></html>'
    )


def typeset_main(source: Source) -> tuple[Any, list[Chapter]]:
    """The chapters, typeset with pages numbered from 1, and where each starts."""
    from weasyprint import HTML

    titles: list[str] = []

    def anchored(found: re.Match[str]) -> str:
        titles.append(re.sub("<[^>]+>", "", found[1]))
        return f'<h2 id="s{len(titles)}">{found[1]}</h2>'

    main = re.sub(r"<h2>(.*?)</h2>", anchored, rendered(source, source.main), flags=re.S)
    columns = " columns" if source.meta["template"] == "c" else ""
    running = f'<p class="running">{html.escape(str(source.meta["title"]))}</p>'
    made = HTML(string=page_html(source, f'{running}<section class="main{columns}">{main}</section>')).render()
    pages = {name: number for number, page in enumerate(made.pages, 1) for name in page.anchors}
    return made, [Chapter(title, f"s{i}", pages[f"s{i}"]) for i, title in enumerate(titles, 1)]


def typeset_front(source: Source, chapters: list[Chapter]) -> Any:
    """The cover, any front matter, and the contents page with the printed page numbers."""
    from weasyprint import HTML

    meta = {key: html.escape(str(value)) for key, value in source.meta.items()}
    front = f'<section class="front">{rendered(source, source.front)}</section>' if source.front.strip() else ""
    lines = "".join(f"<li><span>{chapter.page}</span>{chapter.title}</li>" for chapter in chapters)
    body = (
        f'<section class="cover"><h1>{meta["title"]}</h1><p>{meta["partnership"]}</p>'
        f"<p>{meta.get('author', '')}</p><p>{meta['year']}</p></section>{front}"
        f'<section class="contents"><h2>Contents</h2><ol>{lines}</ol></section>'
    )
    return HTML(string=page_html(source, body)).render()


def build_pdf(source: Source, target: Path) -> int:
    """Typeset one review; returns its number of pages. Page labels are what is printed on the pages."""
    from pypdf import PdfReader, PdfWriter
    from pypdf.constants import PageLabelStyle

    main, chapters = typeset_main(source)
    front = typeset_front(source, chapters)
    front.copy([*front.pages, *main.pages]).write_pdf(target)
    writer = PdfWriter(clone_from=PdfReader(target))
    total = len(writer.pages)
    writer.set_page_label(0, len(front.pages) - 1, style=PageLabelStyle.LOWERCASE_ROMAN)
    writer.set_page_label(len(front.pages), total - 1, style=PageLabelStyle.DECIMAL, start=1)
    writer.add_metadata({"/CreationDate": DATE, "/ModDate": DATE, "/Producer": "second-question starter library"})
    writer.write(target)
    return total


def build(only: list[str] | None = None) -> int:
    """Build every PDF (or those whose names start so) and the catalogue; returns how many were built."""
    rows, made = [], 0
    for path in sorted((FOLDER / "sources").glob("*.md")):
        source = read_source(path)
        target = FOLDER / f"{path.stem}.pdf"
        if not only or any(path.stem.startswith(name) for name in only):
            print(f"{target.name}: {build_pdf(source, target)} pages", flush=True)
            made += 1
        meta = {**source.meta, "file": target.name, "url": source.meta.get("url", "")}
        rows.append({name: meta[name] for name in COLUMNS})
    with (FOLDER / "catalogue.csv").open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, COLUMNS)
        writer.writeheader()
        writer.writerows(rows)
    return made


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("only", nargs="*", help="build only sources whose names start so, such as 01")
    build(parser.parse_args().only)


if __name__ == "__main__":
    main()
