import pytest

from corpus.reading.words import part, words


@pytest.mark.parametrize("item", words().parts, ids=lambda item: item.id)
def test_every_part_matches_its_examples_and_not_its_counter_examples(item) -> None:  # type: ignore[no-untyped-def]
    assert item.matches
    assert item.others
    assert all(part(item.id).fullmatch(text) for text in item.matches)
    assert not any(part(item.id).fullmatch(text) for text in item.others)


def test_every_abbreviation_is_written_without_its_last_full_stop() -> None:
    assert not [word for group in words().abbreviations for word in group.words if word.endswith(".")]
