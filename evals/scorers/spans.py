"""Match spans found with spans expected: two match when they overlap; each is used once, in order of overlap."""

from __future__ import annotations

Place = tuple[int, int]


def paired(expected: list[Place], got: list[Place]) -> list[tuple[int | None, int | None]]:
    """Pairs of indexes (expected, got); None on one side where nothing matches."""
    options = sorted(
        (
            (-(min(e[1], g[1]) - max(e[0], g[0])), i, j)
            for i, e in enumerate(expected)
            for j, g in enumerate(got)
            if min(e[1], g[1]) > max(e[0], g[0])
        ),
    )
    left: dict[int, int] = {}
    right: set[int] = set()
    for _, i, j in options:
        if i not in left and j not in right:
            left[i] = j
            right.add(j)
    pairs: list[tuple[int | None, int | None]] = [(i, left.get(i)) for i in range(len(expected))]
    return pairs + [(None, j) for j in range(len(got)) if j not in right]
