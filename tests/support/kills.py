"""Kills a process that changes a library, at many points, and says what is found afterwards.

`python -m tests.support.kills FOLDER POINTS SEED` prints one line of JSON: for each point what was under way, how it
was killed and what was wrong with the library when it was opened again and gone on with. Everything heavy is loaded
once; each piece of work runs in a fork, which the parent kills after a while or which kills itself at a call or return
of a function of `corpus`, both drawn from SEED.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FrameType

import chromadb  # noqa: F401  # loaded here so that no fork has to

import corpus.embedding
import corpus.indexing
import corpus.question_vectors
import corpus.reading.plain
import corpus.search
import corpus.verify
import corpus.writing
from corpus.library import Library
from tests.support.quick_embedder import QuickEmbedder

OURS = str(Path(corpus.embedding.__file__).parent)
SUBJECTS = ("a baby", "a boy of six", "two sisters", "a girl in care", "a young carer", "twins")
QUERIES = ("who asked the father", "a boy of six at school", "visits that were missed", "twins", "sofa")


def review(subject: str, edition: int = 0) -> str:
    """A short review; another edition says something else in the middle."""
    middle = (
        f"In edition {edition} the visits that were missed were counted again." if edition else "Visits were missed."
    )
    return (
        f"# Review about {subject}\n\n## What happened\n\n{subject.title()} slept on a sofa. {middle}\n\n"
        f"## Findings\n\nNobody knew who asked the father of {subject} how he was.\n\n"
        f"## Recommendations\n\n1. The head of nursing should tell the board by May what it did about {subject}.\n"
    )


def write(folder: Path) -> None:
    """The files of a library of six."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, subject in enumerate(SUBJECTS):
        (folder / f"{number}.md").write_text(review(subject), encoding="utf-8")


def contents(library: Library) -> list[tuple[str, str, int]]:
    """Every review by file, with its id and how many passages it has."""
    return sorted((found.file, found.id, len(library.passages(found.id))) for found in library.reviews())


def results(library: Library) -> list[list[tuple[str, float]]]:
    """What the queries find, with scores."""
    return [
        [(hit.passage.id, round(hit.score, 6)) for hit in library.search(query, 10, one_per_review=False)]
        for query in QUERIES
    ]


def _index(files: Path, library: Path) -> None:
    with Library.open(library, write=True) as opened:
        opened.index([files])


def _remove(_files: Path, library: Path) -> None:
    with Library.open(library, write=True) as opened:
        opened.remove(next(found.id for found in opened.reviews() if found.file == "2.md"))


WORK: dict[str, Callable[[Path, Path], None]] = {"make": _index, "add": _index, "change": _index, "remove": _remove}


def _prepare(work: str, files: Path, library: Path) -> None:
    """Files and a library as they are before the work."""
    write(files)
    if work == "add":
        for number in (4, 5):
            (files / f"{number}.md").unlink()
    if work != "make":
        _index(files, library)
    if work == "add":
        write(files)
    if work == "change":
        for number in (1, 3):
            (files / f"{number}.md").write_text(review(SUBJECTS[number], 2), encoding="utf-8")


def _judge(work: str, files: Path, library: Path, before: list[tuple[str, str, int]], wanted: dict[str, object]) -> str:
    """What is wrong with a library after a kill; empty if nothing."""
    after = {file: (name, count) for file, name, count in wanted["contents"]}  # type: ignore[attr-defined]
    if (library / "catalogue.sqlite3").is_file() and (library / "catalogue.sqlite3").stat().st_size:
        with Library.open(library, write=True) as opened:
            found = contents(opened)
            if len({file for file, _, _ in found}) != len(found):
                return f"doubled: {found}"
            for file, name, count in before:
                kept = (file, name, count) in found or (work == "change" and (file, *after[file]) in found)
                if not kept and not (work == "remove" and file == "2.md"):
                    return f"lost: {file}"
            for file, name, count in found:
                if (file, name, count) not in before and after.get(file) != (name, count):
                    return f"half there: {file}"
            opened.search("father")
    if work == "remove":
        with Library.open(library, write=True) as opened:
            for found_review in opened.reviews():
                if found_review.file == "2.md":
                    opened.remove(found_review.id)
            opened.index([])
    else:
        _index(files, library)
    with Library.open(library, write=True) as opened:
        faults = opened.verify().faults
        if faults:
            return f"after going on: {'; '.join(map(str, faults))}"
        if contents(opened) != [tuple(row) for row in wanted["contents"]]:  # type: ignore[attr-defined]
            return f"after going on: {contents(opened)}"
        if [[name for name, _ in one] for one in results(opened)] != [
            [name for name, _ in one]
            for one in wanted["results"]  # type: ignore[attr-defined]
        ]:
            return "after going on: other search results"
    return ""


def _forked(task: Callable[[], object], kill_after: float | None = None) -> tuple[bool, object]:
    """Run a task in a fork; whether it came to its end, and what it gave (as JSON gives it back)."""
    read, send = os.pipe()
    child = os.fork()
    if not child:
        os.close(read)
        os.setsid()
        try:
            answer = json.dumps(task())
        except BaseException as error:
            answer = json.dumps(f"{type(error).__name__}: {error}")
        os.write(send, answer.encode())
        os._exit(0)
    os.close(send)
    if kill_after is not None:
        threading.Timer(kill_after, lambda: os.kill(child, signal.SIGKILL)).start()
    with os.fdopen(read, "rb") as pipe:
        data = pipe.read()
    _, status = os.waitpid(child, 0)
    return os.WIFEXITED(status), json.loads(data) if data else None


def _counted(task: Callable[[], None], stop_at: int | None = None) -> int:
    """Run a task, counting calls and returns of functions of `corpus`; dies at the one numbered `stop_at`."""
    seen = 0

    def hook(frame: FrameType, event: str, _argument: object) -> None:
        nonlocal seen
        if event in ("call", "return", "c_call", "c_return") and frame.f_code.co_filename.startswith(OURS):
            seen += 1
            if seen == stop_at:
                os.kill(os.getpid(), signal.SIGKILL)

    threading.setprofile(hook)
    sys.setprofile(hook)
    task()
    sys.setprofile(None)
    return seen


def _points(folder: Path, points: int, draw: random.Random) -> Iterator[dict[str, object]]:
    for work, act in WORK.items():
        base = folder / work
        files, library = base / "files", base / "library"
        _forked(lambda work=work, files=files, library=library: _prepare(work, files, library))  # type: ignore[misc]
        whole = base / "whole"
        if library.exists():
            shutil.copytree(library, whole)
        _, steps = _forked(lambda act=act, files=files, whole=whole: _counted(lambda: act(files, whole)))  # type: ignore[misc]
        _, before = _forked(lambda library=library: _seen(library)["contents"])  # type: ignore[misc]
        _, wanted = _forked(lambda whole=whole: _seen(whole))  # type: ignore[misc]
        shutil.rmtree(whole)
        took = _took(act, files, library, whole)
        for number in range(points // len(WORK) + (work == "make") * (points % len(WORK))):
            copy = base / str(number)
            if library.exists():
                shutil.copytree(library, copy)
            timed = number % 3 == 2
            at = draw.random()
            step = None if timed else 1 + int(at * int(str(steps)))
            _, _ = ended, _ = _forked(
                lambda act=act, files=files, copy=copy, step=step: (
                    _counted(lambda: act(files, copy), step)  # type: ignore[misc]
                    if step
                    else act(files, copy)
                ),
                at * took if timed else None,
            )
            _, wrong = _forked(
                lambda work=work, files=files, copy=copy, before=before, wanted=wanted: _judge(  # type: ignore[misc]
                    work, files, copy, [tuple(row) for row in before], wanted
                )
            )
            yield {
                "work": work,
                "how": f"{at * took:.3f} s" if timed else f"step {step}",
                "killed": not ended,
                "wrong": wrong,
            }
            shutil.rmtree(copy, ignore_errors=True)


def _seen(library: Path) -> dict[str, object]:
    if not library.exists():
        return {"contents": [], "results": []}
    with Library.open(library) as opened:
        return {"contents": contents(opened), "results": results(opened)}


def _took(act: Callable[[Path, Path], None], files: Path, library: Path, copy: Path) -> float:
    if library.exists():
        shutil.copytree(library, copy)
    began = time.monotonic()
    _forked(lambda: act(files, copy))
    shutil.rmtree(copy)
    return time.monotonic() - began


def main() -> None:
    """Kill at every point and print what was found."""
    corpus.embedding._embedder = QuickEmbedder  # type: ignore[assignment]
    corpus.question_vectors._encoder = QuickEmbedder  # type: ignore[assignment]
    folder, points, seed = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    print(json.dumps(list(_points(folder, points, random.Random(seed)))))


if __name__ == "__main__":
    main()
