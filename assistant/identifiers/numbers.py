"""Numbers and codes: postcodes, NHS and National Insurance numbers, telephones, e-mail, vehicles, references."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.identifiers.words import KindId, compiled, numbers, streets

_AROUND = 60


def find_numbers(text: str) -> Iterator[tuple[int, int, KindId]]:
    """Start, end and kind of every number or code in the text."""
    for row in numbers():
        for match in compiled((row.pattern,)).finditer(text):
            before = text[max(0, match.start() - _AROUND) : match.start()]
            if row.check == "nhs" and not is_nhs_number(match[0]):
                continue
            if row.needs and not re.search(row.needs, before, re.I):
                continue
            if row.not_after and re.search(row.not_after, before, re.I):
                continue
            if row.not_text and re.search(row.not_text, match[0], re.I):
                continue
            yield match.start(), match.end(), row.kind


def is_nhs_number(digits: str) -> bool:
    """Whether ten digits, with or without spaces, have the check digit of an NHS number.

    NHS data dictionary: the first nine digits times 10 down to 2 are summed; 11 less the remainder by 11 is the tenth
    digit, where 11 counts as 0 and 10 makes the number invalid.
    """
    values = [int(character) for character in digits if character.isdigit()]
    if len(values) != 10 or len(set(values)) == 1:
        return False
    check = 11 - sum(value * (10 - place) for place, value in enumerate(values[:9])) % 11
    return check != 10 and check % 11 == values[9]


def find_addresses(text: str) -> Iterator[tuple[int, int, KindId]]:
    """House numbers with a street: "14 Sallow Lane"."""
    pattern = rf"\b\d{{1,4}}[A-Za-z]?,? (?:[A-Z][\w’'-]+ ){{1,3}}(?:{'|'.join(streets())})\b"
    for match in re.finditer(pattern, text):
        yield match.start(), match.end(), "place"
