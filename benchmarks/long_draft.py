"""A draft of 200 pages through `check`: `python -m benchmarks.long_draft [PAGES]`.

The draft is made of the appraised build reviews, again and again, 500 words a page, and read as a PDF would be after
extraction. Prints time and memory beside those of a draft of 20 pages in the same run, each in a process of its own,
and how many findings of each kind there are.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from pathlib import Path

from evals.dataset import load

ROOT = Path(__file__).resolve().parents[1]
PAGE_WORDS = 500


def main() -> None:
    """Compare a long draft with one a tenth as long."""
    if len(sys.argv) > 2:
        print(json.dumps(_one(int(sys.argv[2]))))
        return
    pages = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    for count in (max(1, pages // 10), pages):
        command = [sys.executable, "-m", "benchmarks.long_draft", "one", str(count)]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
        found = json.loads(done.stdout)
        print(
            f"{count} pages, {found['words']} words: read {found['read']:.1f} s, check {found['check']:.1f} s "
            f"({found['busy']:.1f} s of processor time, {found['busy'] / count * 1000:.0f} ms a page), "
            f"{found['memory']} MB at most; {found['findings']}"
        )


def _one(pages: int) -> dict[str, object]:
    from assistant.check import check
    from corpus.reading import read_text

    examples = [example.text for example in load("build")]
    wanted, words, parts = pages * PAGE_WORDS, 0, []
    while words < wanted:
        parts.append(examples[len(parts) % len(examples)])
        words += len(parts[-1].split())
    began = time.perf_counter()
    document = read_text("\n\n".join(parts), "long draft", "md")
    read = time.perf_counter() - began
    check(read_text(examples[0], "warm", "md"))
    began, busy = time.perf_counter(), time.process_time()
    feedback = check(document, "lcspr", "whole")
    spent, busy = time.perf_counter() - began, time.process_time() - busy
    kinds = ("criteria", "phrases", "recommendations", "identifiers", "themes")
    counts = {kind: len(getattr(feedback, kind)) for kind in kinds}
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return {"words": document.words, "read": read, "check": spent, "busy": busy, "memory": memory, "findings": counts}


if __name__ == "__main__":
    main()
