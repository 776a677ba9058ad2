"""Search on any collection in TREC or BEIR form, so that anyone can compare: `python -m benchmarks.trec --help`.

The library's own code path: documents become files, are indexed as reviews would be, and are searched with the same
settings. Beside it, on the same documents in the same run: BM25 alone, MiniLM alone, and plain fusion of the two.
Any public collection in these forms will do (Cranfield, TREC, BEIR); nothing is downloaded.
"""

from __future__ import annotations

import argparse
import json
import re
import tempfile
from pathlib import Path
from typing import Any

from benchmarks.search_dev.run import show, systems
from corpus.library import Library

TAG = re.compile(r"<(\w+)>\s*(.*?)(?=</?\w+>|\Z)", re.DOTALL)


def documents(path: Path) -> dict[str, str]:
    """Texts by id, of JSON lines ("_id" or "id", "title", "text") or TREC markup (<DOC>, <DOCNO>)."""
    text = path.read_text(encoding="utf-8", errors="replace")
    if path.suffix == ".jsonl":
        rows = [json.loads(line) for line in text.splitlines() if line.strip()]
        return {str(row.get("_id", row.get("id"))): f"{row.get('title', '')}\n\n{row['text']}".strip() for row in rows}
    found = {}
    for block in re.findall(r"<DOC>(.*?)</DOC>", text, re.DOTALL | re.IGNORECASE):
        parts = [(name.lower(), " ".join(body.split())) for name, body in TAG.findall(block)]
        number = next(body for name, body in parts if name == "docno")
        found[number] = "\n\n".join(body for name, body in parts if name != "docno" and body)
    return found


def topics(path: Path) -> dict[str, str]:
    """Queries by id, of JSON lines, of "id<tab>text" lines, or of TREC topics (<top>, <num>, <title>)."""
    text = path.read_text(encoding="utf-8", errors="replace")
    if path.suffix == ".jsonl":
        rows = [json.loads(line) for line in text.splitlines() if line.strip()]
        return {str(row.get("_id", row.get("id"))): row["text"] for row in rows}
    if "<top>" in text:
        found = {}
        for block in re.findall(r"<top>(.*?)</top>", text, re.DOTALL):
            parts = {name.lower(): " ".join(body.split()) for name, body in TAG.findall(block)}
            found[parts["num"].removeprefix("Number:").strip()] = parts["title"]
        return found
    return dict(line.split("\t", 1) for line in text.splitlines() if line.strip())


def judgements(path: Path) -> dict[str, dict[str, int]]:
    """Grades by query and document: four columns (query, anything, document, grade) or three (BEIR)."""
    found: dict[str, dict[str, int]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        cells = line.split()
        if len(cells) >= 3 and cells[-1].lstrip("-").isdigit():
            found.setdefault(cells[0], {})[cells[-2]] = max(int(cells[-1]), 0)
    return found


def main(arguments: list[str] | None = None) -> None:
    """Index, search, print a table, and write a run file if one is asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("documents", type=Path, help="corpus.jsonl, or a file of <DOC> blocks")
    parser.add_argument("topics", type=Path, help="queries.jsonl, id<tab>text lines, or a file of <top> blocks")
    parser.add_argument("qrels", type=Path, help="judgements: query, 0, document, grade")
    parser.add_argument("--run", type=Path, help="write the library's ranking here, in TREC form")
    options = parser.parse_args(arguments)
    texts, asked, grades = documents(options.documents), topics(options.topics), judgements(options.qrels)
    # A document's id may hold what a file name may not, so files are numbered.
    names = {number: f"{at:06d}.txt" for at, number in enumerate(texts)}
    numbers = {name: number for number, name in names.items()}
    queries: list[dict[str, Any]] = [
        {
            "id": key,
            "kind": "all",
            "query": asked[key],
            "grades": {names[d]: g for d, g in judged.items() if d in names},
        }
        for key, judged in grades.items()
        if key in asked and any(judged.values())
    ]
    with tempfile.TemporaryDirectory() as place:
        files = Path(place, "documents")
        files.mkdir()
        for number, text in texts.items():
            (files / names[number]).write_text(f"# Document {names[number][:6]}\n\n{text}\n", encoding="utf-8")
        with Library.open(Path(place, "library"), write=True) as library:
            report = library.index([files], None)
            print(f"{len(texts)} documents, {len(queries)} queries with a judged document. {report.summary()}")
            ways = systems(library, {names[number]: text for number, text in texts.items()})
            show(queries, ways)
            if options.run:
                lines = [
                    f"{query['id']} Q0 {numbers[name]} {rank} {1 / rank:.4f} second-question\n"
                    for query in queries
                    for rank, name in enumerate(ways["library"](query["query"]), 1)
                ]
                options.run.write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
