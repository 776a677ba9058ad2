"""The verbs that the project knows, in base form and as past participles."""

from __future__ import annotations

from functools import cache

from assistant.recommendations.words import verbs


def participle(word: str) -> str:
    """The base form of a past participle that the verb lists know, "" of another word."""
    return _participles().get(word, "")


@cache
def bases() -> frozenset[str]:
    """Every verb of the lists, in base form."""
    known = verbs()
    return known.vague.verbs | known.exact.verbs | known.light.verbs


@cache
def _participles() -> dict[str, str]:
    forms: dict[str, str] = {}
    for base in sorted(bases()):
        forms[base + ("d" if base.endswith("e") else "ed")] = base
        if base[-1] == "y" and base[-2:-1] not in "aeiou":
            forms[base[:-1] + "ied"] = base
        if base[-1] not in "aeiouwxy":
            forms[base + base[-1] + "ed"] = base
    return forms | verbs().irregular
