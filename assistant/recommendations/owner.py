"""Whether the words that name an actor name one post, person or body that can act.

"The head of custody", "Dr Anand, Queen Adelaide's" and "Children's social care" can; "all agencies", "staff",
"schools" and "the partnership" are everybody and so nobody (Wood review 2016, p 51).
"""

from __future__ import annotations

import re
from functools import cache

from assistant.given_names import doubtful_names, given_names
from assistant.recommendations.words import compiled, owners

_PERSON = re.compile(
    r"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor|Sir|Dame|Lord|Lady|Rev|Revd|Sr|Sister|Nurse|Sgt|DS|DI|DC|DCI|DCS|PC|PS|"
    r"Supt|Insp|Maj|Major|Capt|Captain|Col|Lt|Cllr|Councillor|Det\.? (?:Ch\.? )?(?:Supt|Insp|Sgt)\.?|Superintendent|"
    r"Inspector|Sergeant)\.? (?:[A-Z]\.? )*[A-Z][a-z'’]+|\b[A-Z]\. ?(?:[A-Z]\. ?)?[A-Z][a-z'’]+"
)
_NAME = re.compile(r"[A-Z][a-z'’]+(?:[- ][A-Z][a-z'’]+){1,2}")
_PARTS = re.compile(
    r"\s*(?:,|;|/|\band\b|\bor\b|\bwith\b|\btogether with\b|\balongside\b|\bsupported by\b|&|\+|\n)\s*", re.I
)
_COMPLEMENT = re.compile(
    r"\s+(?:of|for|at|in|on|within|from|to|with|across|under|by|through|who|which|that|whose|responsible|working|"
    r"employed|holding|\()\b.*|\s*\(.*",
    re.I | re.S,
)
_ADVERBIAL = re.compile(
    r"(?:by|from|in|within|before|after|during|until|at|on|where|when|for|as|beyond|following|through|throughout|over|"
    r"under|to)\b(?! (?:the )?(?:head|director)s? )",
    re.I,
)
_NUMBER = re.compile(r"(?:\d+|two|three|four|five|six|seven|eight|nine|ten|both)\b", re.I)
_LONE_NAME = re.compile(r"[A-Z][a-z]+(?<!s)(?<!ing)(?<!ion)(?<!ment)(?<!nce)(?<!ity)(?<!ship)(?<!ness)(?<!ure)(?<!age)")
_WORDS = re.compile(r"[A-Za-z][\w'’-]*")


def is_owner(words: str, cell: bool = False) -> bool:
    """Whether `words` name at least one owner.

    Args:
        words: the subject of a sentence, the words after "by", or an owner cell, which may name several.
        cell: `words` stand in a column of owners, where a bare name of a person counts too.
    """
    text = re.sub(r"[*_]|\[\^?\w+\]", "", words).strip(" .:-–—")
    if not text:
        return False
    return is_person(text, cell) or any(
        _part_is_owner(part, text, index == 0) for index, part in enumerate(_PARTS.split(text)) if part
    )


def is_person(words: str, cell: bool = False) -> bool:
    """Whether a person is named: with a title or initial, by a known given name or, in a cell, by any two names."""
    return _PERSON.search(words) is not None or _known_name(words, cell)


def _known_name(text: str, cell: bool) -> bool:
    """Whether a part of the words is a person's name: a known given name, alone or with more; in a cell, any two."""
    for part in re.split(r"[,;/(]| and ", text):
        words = part.strip().split()
        if not words or _names_body(part) or _tokens(part) & _crowd_heads():
            continue
        known = words[0] in given_names() or (words[0] in doubtful_names() and len(words) > 1)
        if known and len(words) <= 3 and all(word[0].isupper() for word in words):
            return True
        if cell and _NAME.fullmatch(part.strip()):
            return True
    return False


def _part_is_owner(part: str, whole: str, first: bool) -> bool:
    text = part.strip(" .,")
    if _ADVERBIAL.match(text):
        return False
    core = _COMPLEMENT.sub("", text)
    complement = text[len(core) :].lower()
    tokens = [token.lower().replace("’", "'") for token in _WORDS.findall(core)]
    if not tokens:
        return False
    article = tokens[0] if tokens[0] in {"the", "its", "their", "her", "his"} else ""
    if tokens[0] in set(owners().crowds.quantifiers) - {"head"} and not (
        tokens[0] in {"a", "an"} and _names_body(core)
    ):
        return False
    head = re.sub(r"'s$|'$", "", tokens[-1])
    if " ".join(tokens[-2:]) in owners().posts.heads:
        return True
    if head in {"partnership", "partnerships", "partners", "partner"}:
        return False
    if head in owners().posts.plural_heads:
        counted = bool(article) or bool(_NUMBER.match(core)) or (whole[:1] != part[:1] and not first)
        return _says_whose(complement) or (
            len(tokens) > 1 and (counted or bool(_NUMBER.match(core))) and head not in _generic_plurals(tokens)
        )
    if head in _crowd_heads() and not _named_service(tokens, head):
        return (
            _names_body(core)
            and head not in {"staff", "officers", "professionals", "practitioners", "partners", "workers", "schools"}
            and core[:1].isupper()
            and _is_title(core)
        )
    if head in owners().posts.heads:
        return not (
            len(tokens) == 1 and head in {"worker", "practitioner", "member", "individual", "officer", "assistant"}
        )
    if _LONE_NAME.fullmatch(core) and head not in owners().bodies.heads:
        return True
    return _ends_as_body(tokens, core, article)


def _says_whose(complement: str) -> bool:
    """Whether "of ..." after a plural post says whose post it is ("of children's services", not "of service")."""
    match = re.match(r"\s+(?:of|for|at|in)\s+(.+)", complement)
    if not match:
        return False
    tail = _WORDS.findall(match[1].lower())
    if not tail or tail in (["service"], ["services"], ["schools"], ["service", "delivery"]):
        return False
    if tail[0] in {"all", "every", "each", "any"}:
        return False
    return not (
        tail[-1] in {"schools", "agencies", "organisations", "settings", "teams", "providers"} and "the" not in tail
    )


def _generic_plurals(tokens: list[str]) -> frozenset[str]:
    return (
        frozenset({"managers", "leaders", "workers", "officers", "members", "nurses", "doctors"})
        if len(tokens) < 3
        else frozenset()
    )


def _named_service(tokens: list[str], head: str) -> bool:
    """Whether "services", "health" or "education" ends the name of one body ("children's services")."""
    before = " ".join(tokens[:-1])
    if head == "services":
        return any(before.endswith(name) for name in owners().crowds.named_services)
    if head == "health":
        return before.endswith(("public", "mental", "community"))
    if head == "education":
        return "department" in before
    return False


def _is_title(core: str) -> bool:
    return all(word[0].isupper() for word in _WORDS.findall(core) if len(word) > 3)


def _ends_as_body(tokens: list[str], core: str, article: str) -> bool:
    ends = {tokens[-1], " ".join(tokens[-2:])}
    if tokens[-1].endswith("'s"):
        ends.add(tokens[-1][:-2])
    if ends & set(owners().bodies.heads):
        plain = tokens[1:] if article else tokens
        if (
            not article
            and len(plain) == 1
            and plain[0] in {"practice", "force", "society", "authority", "court", "company", "union", "body"}
        ):
            return False
        alone = len(plain) == 1 and plain[0] in {
            "group",
            "team",
            "unit",
            "panel",
            "executive",
            "line",
            "system",
            "care",
            "network",
            "body",
            "individual",
        }
        return not alone
    return _names_body(core)


def _names_body(core: str) -> bool:
    lower = " " + core.lower().replace("’", "'") + " "
    if any(
        f" {name}" in lower if name.endswith(" ") else f" {name} " in lower or f" {name}'s " in lower
        for name in owners().bodies.names
    ):
        return True
    return any(word[0].isupper() and word.lower() in owners().bodies.heads for word in _WORDS.findall(core)[1:])


def _tokens(text: str) -> set[str]:
    return {token.lower() for token in _WORDS.findall(text)}


@cache
def _crowd_heads() -> frozenset[str]:
    return frozenset(owners().crowds.heads)


def is_crowd(words: str) -> bool:
    """Whether `words` speak of a crowd ("all agencies", "schools in the area") and so of nobody in particular."""
    return bool({token.lower() for token in _WORDS.findall(words)} & _crowd_heads())


def introduced(text: str) -> list[str]:
    """The words that a label, bracket, lead-in or "by ..." in `text` puts forward as the actor."""
    pattern = owners().introductions.patterns
    return [match["who"] for one in pattern for match in compiled((one,)).finditer(text)]
