"""Filters on what the catalogue says of a review, and on the kind of passage."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import get_args

from corpus.errors import UsageError
from corpus.records import PassageKind, Review

Where = Mapping[str, Sequence[str] | str]
"""Values wanted by field; a review has to match one value of every field named."""

_TEXT = ("id", "title", "partnership", "review_type", "age_group", "incident", "url", "file")
FIELDS = (*_TEXT, "year", "themes", "kind")


def kinds_wanted(where: Where) -> frozenset[PassageKind] | None:
    """Kinds of passage asked for with `kind`, or None for all.

    Raises:
        UsageError: there is no such kind.
    """
    if "kind" not in where:
        return None
    known = {_plain(kind): kind for kind in get_args(PassageKind)}
    for value in _values(where["kind"]):
        if _plain(value) not in known:
            raise UsageError(
                f"There is no kind of passage called {value!r}", f"Choose from {', '.join(known.values())}"
            )
    return frozenset(known[_plain(value)] for value in _values(where["kind"]))


def review_filter(where: Where, extra_columns: Sequence[str] = ()) -> Callable[[Review], bool]:
    """A test of whether a review matches.

    Text fields match whole, ignoring case and spacing; `title` also matches any part. `themes` matches a whole theme or
    whole words of one. `year` takes years and ranges ("2019-2022", "2021-", "-2018"). A column of the catalogue that
    this project does not know matches whole.

    Raises:
        UsageError: a field or a year cannot be used; the message names those that can.
    """
    tests = [_test(field, _values(values), extra_columns) for field, values in where.items() if field != "kind"]
    return lambda review: all(test(review) for test in tests)


def _test(field: str, values: list[str], extra_columns: Sequence[str]) -> Callable[[Review], bool]:
    wanted = [_plain(value) for value in values]
    if field == "year":
        spans = [_years(value) for value in values]
        return lambda review: review.year is not None and any(low <= review.year <= high for low, high in spans)
    if field == "themes":
        return lambda review: any(f" {value} " in f" {_plain(theme)} " for theme in review.themes for value in wanted)
    if field == "title":
        return lambda review: any(value in _plain(review.title) for value in wanted)
    if field in _TEXT:
        return lambda review: _plain(getattr(review, field) or "") in wanted
    if field in extra_columns:
        return lambda review: _plain(review.extra.get(field, "")) in wanted
    raise UsageError(f"There is no field called {field!r} to filter on", f"Choose from {', '.join(FIELDS)}")


def _years(value: str) -> tuple[int, int]:
    found = re.fullmatch(r"\s*(\d{4})?\s*(-|–|to)?\s*(\d{4})?\s*", value)
    low, dash, high = found.groups() if found else (None, None, None)
    if not (low or high) or (low and high and not dash):
        raise UsageError(f"{value!r} is not a year", "Write 2021, 2019-2022, 2021- or -2018")
    return (int(low) if low else 0, int(high) if high else (9999 if dash else int(low or 0)))


def _values(values: Sequence[str] | str) -> list[str]:
    return [values] if isinstance(values, str) else [str(value) for value in values]


def _plain(value: str) -> str:
    return " ".join(value.casefold().replace("_", " ").split())
