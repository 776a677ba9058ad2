"""How often the assistant declines: `python -m benchmarks.declining.run`.

Builds two libraries, of the extracts of `benchmarks/search_dev` and of the first 15 starter reviews, and puts the
questions of `questions.jsonl` to each.
"""

from __future__ import annotations

import json
import tempfile
from collections import Counter
from pathlib import Path

from assistant.declining import holds_answer
from corpus.library import Library

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
POOL = 30


def main() -> None:
    questions = [json.loads(line) for line in (HERE / "questions.jsonl").read_text(encoding="utf-8").splitlines()]
    extracts = ROOT / "benchmarks" / "search_dev"
    starter = ROOT / "corpus" / "starter"
    sources = {
        "search_dev": ([extracts / "extracts"], extracts / "catalogue.csv"),
        "starter15": (sorted(starter.glob("*.pdf"))[:15], starter / "catalogue.csv"),
    }
    answered: Counter[tuple[str, str]] = Counter()
    asked = Counter((item["library"], item["kind"]) for item in questions)
    for name, (paths, catalogue) in sources.items():
        with tempfile.TemporaryDirectory() as place, Library.open(Path(place, "library"), write=True) as library:
            library.index(paths, catalogue)
            for item in (item for item in questions if item["library"] == name):
                held = holds_answer(library.search(item["question"], POOL, {}, False))
                answered[name, item["kind"]] += held
                if held != (item["kind"] == "answerable"):
                    print("declined" if not held else "answered", name, item["kind"], item["question"], sep="\t")
    for (name, kind), count in sorted(asked.items()):
        print(f"{name:12} {kind:12} answered {answered[name, kind]:2} of {count}")


if __name__ == "__main__":
    main()
