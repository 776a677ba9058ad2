"""Files damaged in many ways, the same each time: each gives a document or an error that a person understands."""

import random
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from corpus.errors import ReadError
from corpus.reading import Limits, read
from tests.support import messy_word, reviews
from tests.support.damage import OF_PDF, OF_WORD, assert_told
from tests.support.documents import assert_sound
from tests.support.files import zipped

FILES = Path(__file__).parent / "files"
LIMITS = Limits(seconds=20, page_seconds=10, memory_bytes=600_000_000)
EACH = 180


@pytest.fixture(scope="module")
def originals() -> dict[str, list[bytes]]:
    printed = [(FILES / f"{program}.pdf").read_bytes() for program in ("weasyprint", "libreoffice")]
    return {"pdf": [reviews.pdf(), *printed], "docx": [reviews.word(), zipped(messy_word.text_boxes().parts)]}


@pytest.mark.slow
@pytest.mark.parametrize("ending", ["pdf", "docx"])
def test_damaged_files_end_in_a_document_or_a_clear_error(
    originals: dict[str, list[bytes]], tmp_path: Path, ending: str
) -> None:
    def outcome(number: int) -> str:
        rng = random.Random(number)
        data = bytearray(rng.choice(originals[ending]))
        rng.choice(OF_PDF if ending == "pdf" else OF_WORD)(data, rng)
        path = tmp_path / f"{number}.{ending}"
        path.write_bytes(data)
        try:
            document = read(path, LIMITS)
        except ReadError as error:
            assert_told(error, path.name)
            return type(error).__name__
        assert_sound(document)
        assert any(character.isalnum() for character in document.text)
        return "read"

    with ThreadPoolExecutor(2) as pool:
        outcomes = Counter(pool.map(outcome, range(EACH)))
    print(ending, dict(outcomes))
    assert outcomes.total() == EACH
    assert outcomes["read"] >= EACH / 5
    assert outcomes["DamagedFile"] >= EACH / 20
