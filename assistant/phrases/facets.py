"""Which of what, who, why and change a paragraph already answers about a phrase in it.

Rules over the phrase's sentence and the few after it. *Who* is a role or one body as the subject or agent of an act
left undone (or of writing the phrase); *what* is that act with its object; *why* is a reason with content tied to
either; *change* is a present or dated difference. `signs` and `answered` are the only ways in, so that another
scorer can replace them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.feedback import Facet
from assistant.phrases.match import matches
from assistant.phrases.roles import bare_role, role, words
from assistant.phrases.undone import Undone, undone
from assistant.phrases.wording import any_of, normalise
from corpus.reading.sentences import sentence_spans


@dataclass(frozen=True, slots=True)
class Signs:
    """What the rules find about a phrase: acts and roles, and a reason and a difference, whatever they belong to."""

    what: bool
    who: bool
    reason: bool
    difference: bool

    def answered(self, what: bool = False, who: bool = False) -> tuple[Facet, ...]:
        """The facets that are answered, in the order of `Facet`.

        A reason counts where what or who is known, and a difference where what or why is: by themselves they may
        belong to something else. `what` and `who` say that another reader has found these.
        """
        what, who = what or self.what, who or self.who
        why = (what or who) and self.reason
        change = (what or why) and self.difference
        settled: list[tuple[Facet, bool]] = [("what", what), ("who", who), ("why", why), ("change", change)]
        return tuple(facet for facet, holds in settled if holds)


def signs(paragraph_text: str, start: int, end: int) -> Signs:
    """What the rules find in a paragraph about the phrase at [start, end) in it."""
    normal = normalise(paragraph_text)
    first, last = reach(paragraph_text, normal, start, end, words().window_sentences)
    window, at, to = normal[first:last], start - first, end - first
    left = undone(window, at, to, normal[:first])
    explained = _explained(window, to)
    return Signs(
        what=bool(left) or _opportunity(window, to) or explained,
        who=any(act.by_role for act in left) or _role_beside(window, at, to) or explained,
        reason=_reason(window, at, to, left),
        difference=_difference(window, to),
    )


def answered(paragraph_text: str, start: int, end: int) -> tuple[Facet, ...]:
    """The facets that a paragraph answers about the phrase at [start, end) in it, by the rules alone."""
    return signs(paragraph_text, start, end).answered()


def reach(text: str, normal: str, start: int, end: int, sentences: int) -> tuple[int, int]:
    """Bounds of what bears on the phrase: its sentence and so many after it, up to the next worn phrase either way.

    Args:
        text: the paragraph.
        normal: the same, normalised.
        start: of the phrase.
        end: of the phrase.
        sentences: how many sentences after the phrase's own.
    """
    spans = sentence_spans(text, 0, len(text)) or [(0, len(text))]
    own = max((n for n, (first, _) in enumerate(spans) if first <= start), default=0)
    first, last = spans[own][0], spans[min(own + sentences, len(spans) - 1)][1]
    others = [m for m in matches(normal[first:last]) if m.entry.listed == "usual"]
    before = [first + m.end for m in others if first + m.end <= start]
    after = [first + m.start for m in others if first + m.start >= end]
    return max(before, default=first), min(after, default=last)


def _opportunity(window: str, to: int) -> bool:
    """ "... opportunity (for the nurse) to ask who was in the house"."""
    opened = rf"(?: on [\w ]{{3,20}}| for [\w' -]{{3,60}})? to (?:do so|{words().acts})(?: [\w']+){{2,}}"
    return re.match(opened, window[to:]) is not None


def _explained(window: str, to: int) -> bool:
    """An account after a colon of what a role did ("... hard to engage: five letters were sent by the clinic")."""
    account = re.match(r"(?: [\w']+){0,9}: ((?:[^.;:]+ ){6,}[^.;:]+)", window[to:])
    return account is not None and (role().search(account[1]) or bare_role().match(account[1])) is not None


def _role_beside(window: str, at: int, to: int) -> bool:
    """A role that the phrase is laid to or stands between, or that wrote it or acted on it, in the phrase's clause."""
    after = window[to : to + 160]
    laid = re.match(
        r"(?: [\w']+){0,7}? (?:on the part of|for) |[\"']? (?:was|were) (?:used|written|entered) by ", after
    )
    if laid and role().match(after, laid.end()):
        return True
    between = re.match(r"(?: [\w']+){0,3}? between ", after)
    if between and role().match(after, between.end()):
        return True
    authored = rf"(?: [\w']+){{0,5}}? (?:{words().authored})\b[^.;]{{0,50}}$"
    clause = re.split(r"[;]", window[max(at - 160, 0) : at])[-1]
    subjects = [*role().finditer(clause)]
    if any(re.match(authored, clause[found.end() :]) for found in subjects):
        return True
    explained = re.match(r": ", after) and role().match(after, 2)
    return bool(explained and re.match(rf"[^.;:]{{0,60}}? (?:{words().authored})\b", after[explained.end() :]))


def _reason(window: str, at: int, to: int, left: list[Undone]) -> bool:
    """A reason with content, after the phrase; or an explanation after a colon that follows an act left undone."""
    lists = words()
    for opening in any_of((lists.reason, lists.belief)).finditer(window, to):
        content = re.split(r"[.;]", window[opening.end() :], maxsplit=1)[0]
        if len(content.split()) >= lists.reason_words:
            return True
    explained = re.compile(r"[^.;:]*: (?:[\w',]+ ){5}")
    return any(explained.match(window, act.end) for act in left if act.start >= at)


def _difference(window: str, to: int) -> bool:
    """A present or dated difference, other than a promise of training or review."""
    lists = words()
    dated, promised = any_of((lists.dated,)), any_of((lists.promise,))
    for sentence in re.split(r"(?<=[.;]) +", window[to:]):
        if any_of((lists.no_change,)).search(sentence):
            continue
        if any_of((lists.change,)).search(sentence) or dated.match(sentence):
            return True
        if dated.search(sentence) and promised.search(sentence):
            return True
    return False
