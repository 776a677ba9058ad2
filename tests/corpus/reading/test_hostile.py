"""Files damaged in many ways, the same each time: each gives a document or an error that a person understands."""

import random
import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from corpus.errors import UserError
from corpus.reading import Limits, read
from tests.support import reviews
from tests.support.documents import assert_sound

FILES = Path(__file__).parent / "files"
LIMITS = Limits(seconds=20, page_seconds=10, memory_bytes=600_000_000)
NUMBERS = (b"0", b"-1", b"99999999999", b"2147483648", b"1", b"65536")


def cut(data: bytearray, rng: random.Random) -> None:
    del data[rng.randrange(1, len(data)) :]


def flip(data: bytearray, rng: random.Random) -> None:
    for _ in range(rng.choice((1, 8, 80))):
        data[rng.randrange(len(data))] = rng.randrange(256)


def splice(data: bytearray, rng: random.Random) -> None:
    start, other = rng.randrange(len(data)), rng.randrange(len(data))
    data[start : start + rng.randrange(900)] = data[other : other + rng.randrange(900)]


def repeat(data: bytearray, rng: random.Random) -> None:
    start = rng.randrange(len(data))
    data[start:start] = data[start : start + rng.randrange(1, 900)] * rng.randrange(1, 5)


def renumber(data: bytearray, rng: random.Random) -> None:
    found = list(re.finditer(rb"\d+", bytes(data)))
    for match in rng.sample(found, min(len(found), 3)):
        data[match.start() : match.end()] = rng.choice(NUMBERS)[: match.end() - match.start()]


def point_at_itself(data: bytearray, rng: random.Random) -> None:
    data[:] = re.sub(rb"\d+ 0 R", lambda _: b"%d 0 R" % rng.randrange(12), bytes(data))


DAMAGE: tuple[Callable[[bytearray, random.Random], None], ...] = (cut, flip, splice, repeat, renumber, point_at_itself)


@pytest.fixture(scope="module")
def originals() -> dict[str, list[bytes]]:
    printed = [(FILES / f"{program}.pdf").read_bytes() for program in ("weasyprint", "libreoffice")]
    return {"pdf": [reviews.pdf(), *printed], "docx": [reviews.word()]}


@pytest.mark.slow
@pytest.mark.parametrize("ending", ["pdf", "docx"])
def test_damaged_files_end_in_a_document_or_a_clear_error(
    originals: dict[str, list[bytes]], tmp_path: Path, ending: str
) -> None:
    def outcome(number: int) -> str:
        rng = random.Random(number)
        data = bytearray(rng.choice(originals[ending]))
        rng.choice(DAMAGE)(data, rng)
        path = tmp_path / f"{number}.{ending}"
        path.write_bytes(data)
        try:
            document = read(path, LIMITS)
        except UserError as error:
            return f"{type(error).__name__}, {'with' if error.fix else 'without'} a way out"
        assert_sound(document)
        assert document.text.strip()
        return "read"

    with ThreadPoolExecutor(2) as pool:
        outcomes = list(pool.map(outcome, range(60)))
    assert "read" in outcomes
    assert "DamagedFile, with a way out" in outcomes
    assert not [outcome for outcome in outcomes if outcome.endswith("without a way out")]
