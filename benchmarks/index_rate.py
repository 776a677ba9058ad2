"""Rate of indexing against the bare rate of the embedding model on the same passages, in the same run.

`python -m benchmarks.index_rate [FOLDER]`; without a folder, six sources of the starter library as Markdown and six of
its PDFs are indexed, each beside the bare rate on their own passages.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

from corpus.embedding import get_embedder
from corpus.library import Library
from corpus.records import NEVER_SEARCHED

STARTER = Path(__file__).parents[1] / "corpus" / "starter"


def main() -> None:
    """Print rates and their ratio."""
    get_embedder().embed(["warm up"])
    if len(sys.argv) > 1:
        _measure("given", [Path(sys.argv[1])])
    else:
        _measure("Markdown", sorted((STARTER / "sources").glob("*.md"))[:6])
        _measure("PDF", sorted(STARTER.glob("*.pdf"))[:6])


def _measure(name: str, paths: list[Path]) -> None:
    with tempfile.TemporaryDirectory() as place, Library.open(Path(place, "library"), write=True) as library:
        began, cpu = time.perf_counter(), time.process_time()
        library.index(paths)
        spent, cpu = time.perf_counter() - began, time.process_time() - cpu
        texts = [
            f"{passage.section}. {passage.text}" if passage.section else passage.text
            for review in library.reviews()
            for passage in library.passages(review.id)
            if passage.kind not in NEVER_SEARCHED
        ]
    began, bare_cpu = time.perf_counter(), time.process_time()
    for first in range(0, len(texts), 32):
        get_embedder().embed(texts[first : first + 32])
    bare, bare_cpu = time.perf_counter() - began, time.process_time() - bare_cpu
    print(
        f"{name}: {len(texts)} passages, {len(texts) / spent:.1f} a second against {len(texts) / bare:.1f} bare: "
        f"{bare / spent:.2f} by the clock, {bare_cpu / cpu:.2f} by processor time of this process"
    )


if __name__ == "__main__":
    main()
