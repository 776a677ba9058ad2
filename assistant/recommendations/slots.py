"""What one recommendation says of itself: who, what exactly, by when, how known, how brought about."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from assistant.recommendations.forms import Form, doing, parse
from assistant.recommendations.owner import introduced, is_owner, is_person
from assistant.recommendations.tables import Cells
from assistant.recommendations.verbforms import participle
from assistant.recommendations.words import compiled, cues, found, verbs

_DATE = re.compile(
    r"\b(?:\d{1,2} )?(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\b(?: 20\d\d)?|"
    r"\d{1,2}[./]\d{1,2}[./]\d{2,4}",
    re.IGNORECASE,
)
_LABELS = (
    r"measures?|tests?|owners?|leads?(?: agency| officer)?|who|responsib\w+|agency|by whom|action by|dates?|by when|by|"
    r"when|time ?scales?|deadline|due|target date|outcomes?|impact|how [\w ]{3,50}|success[\w ]*|evidence[\w ]*"
)
_SLOT = re.compile(rf"[\s*_(]*(?:{_LABELS})\s*\*{{0,2}}:", re.IGNORECASE)
_SLOT_PART = re.compile(
    rf"(?:^|(?<=[\s*_(|;.]))(?P<label>{_LABELS})\s*\*{{0,2}}:\*{{0,2}}(?P<words>.*?)"
    rf"(?=[\s*_(|;.]+(?:{_LABELS})\s*\*{{0,2}}:|$)",
    re.IGNORECASE | re.DOTALL,
)
_WHEN_WORDS = re.compile(
    r"\b(?:in|by|on|at|the|early|late|end|of|next|spring|summer|autumn|winter|term|year|quarter|month)\b", re.I
)
_ASKING = frozenset({"ask", "tell", "invite", "request", "urge", "encourage"})
_AND = re.compile(r",? and (?:to |then |by [^,]{3,40}, )?([a-z-]+) ")
_STARTS = re.compile(r"\W*((?:(?:Dr|Mr|Mrs|Ms|Miss|Prof|Supt|DCI|DI|DS) )?[A-Z][\w'’.-]+(?: [A-Z][\w'’-]+){0,2})")
_PAST = re.compile(r"\b(?:was|were|had|showed|found|asked)\b", re.I)
_REPORTING = re.compile(r"\b(?:report|published?|review(?:ed)?)\b", re.I)
_WORD = re.compile(r"[A-Za-z][\w'’-]*")


@dataclass(frozen=True, slots=True)
class Slots:
    """The flags of a finding."""

    owner: bool = False
    specific: bool = False
    by_when: bool = False
    measure: bool = False
    mechanism: bool = False

    def joined(self, other: Slots) -> Slots:
        """Flags that either has; `specific` stays as it is here, since neighbours cannot make an act exact."""
        return replace(
            self,
            owner=self.owner or other.owner,
            by_when=self.by_when or other.by_when,
            measure=self.measure or other.measure,
            mechanism=self.mechanism or other.mechanism,
        )


def of_sentences(sentences: list[str]) -> Slots:
    """The flags of a recommendation in running words; the first sentence is the one that asks."""
    text = " ".join(sentences)
    sentences = [_without_measure(sentence) for sentence in sentences]
    forms = [parse(sentence, strict=False) for sentence in sentences]
    agents = [form.agent for form in forms if form and form.agent]
    agents += [subject for sentence in sentences if (subject := doing(sentence))]
    if forms[0] is None and not agents and (named := _STARTS.match(sentences[0])):
        agents = [named[1]] if is_person(named[1]) else []
    return Slots(
        owner=any(is_owner(agent) for agent in agents)
        or any(is_owner(who) for sentence in sentences for who in introduced(sentence)),
        specific=is_specific(sentences[0], forms[0])
        or any(
            form is not None and is_owner(form.agent) and is_specific(sentence, form)
            for sentence, form in list(zip(sentences, forms, strict=True))[1:]
        ),
        by_when=any(found("by_when", sentence) for sentence in sentences),
        measure=any(found("measure", part) for part in re.split(r"(?<=[.!?])\s+", text)),
        mechanism=found("mechanism", text),
    )


def _without_measure(sentence: str) -> str:
    """The sentence up to a semicolon after which it only says how success will be known."""
    head, mark, tail = sentence.partition(";")
    return head if mark and found("measure", tail) and not found("measure", head) else sentence


def of_cells(cells: Cells) -> Slots:
    """The flags of a table row, each from the column whose heading names it and from the act's own words."""
    act = of_sentences([cells.act]) if cells.act else Slots()
    return Slots(
        owner=act.owner or is_owner(cells.owner, cell=True),
        specific=act.specific,
        by_when=act.by_when
        or (_cell(cells.when, "by_when") and (cells.when != cells.measure or len(cells.when.split()) <= 4))
        or (not cells.when and _DATE.search(cells.owner) is not None),
        measure=act.measure or _cell(cells.measure, "measure"),
        mechanism=act.mechanism or bool(cells.mechanism.strip(" -–—")),
    )


def says_slot(text: str) -> bool:
    """Whether a line only fills in a part of the recommendation before it ("Owner: ...", "By when: ...")."""
    return _SLOT.match(text) is not None


def of_slot_line(text: str) -> Slots:
    """The flags of lines such as "**Owner:** head of custody. **By:** 1 May 2026. **Measure:** a sample of 20"."""
    slots = Slots()
    for match in _SLOT_PART.finditer(text):
        label, words = match["label"].lower(), match["words"].strip(" *_|")
        if re.match(r"(?:owner|lead|who|respons|agency|by whom|action by)", label):
            # A date often stands with the owner: "Owner: head of custody, by May 2026".
            slots = slots.joined(Slots(owner=is_owner(words, cell=True), by_when=found("by_when", words)))
        elif re.match(r"(?:by|date|time|deadline|due|target date|when)", label):
            slots = slots.joined(Slots(by_when=_cell(words, "by_when")))
        else:
            slots = slots.joined(Slots(measure=_cell(words, "measure")))
    return slots


def of_group(text: str) -> Slots:
    """What a sentence beside a list says for all its items: owner, date and measure."""
    slots = Slots()
    for sentence in re.split(r"(?<=[.!?])\s+", text):
        if not compiled((cues().group_words.pattern,)).search(sentence) or _PAST.search(sentence) or "?" in sentence:
            continue
        slots = slots.joined(
            Slots(
                owner=any(is_owner(who) for who in introduced(sentence)),
                by_when=found("by_when", sentence) and not _REPORTING.search(sentence),
                measure=found("measure", sentence),
            )
        )
    return slots


def _cell(words: str, name: str) -> bool:
    text = words.strip(" *_")
    cue = cues().by_when if name == "by_when" else cues().measure
    if not text or (cue.cell_denies and re.match(cue.cell_denies, text, re.I)):
        return False
    if name == "measure" and not re.search(r"[A-Za-z]{3}", _DATE.sub("", _WHEN_WORDS.sub("", text))):
        return False
    return cue.cell_accepts is None or re.search(cue.cell_accepts, text, re.I) is not None


def is_specific(sentence: str, form: Form | None) -> bool:
    """Whether the act is exact: its verb can be seen to be done, or details tie a loose verb down."""
    known = verbs()
    verb = form.verb if form else ""
    act = form.act if form else sentence
    body = _without_dates(act)
    if (verb == "ensure" or verb == "make") and (
        clause := re.search(r"\b(?:ensure|make sure|make certain)s? (?:that )?(.+)", act, re.I | re.S)
    ):
        done = any(participle(word.lower()) in known.exact.verbs for word in _WORD.findall(clause[1]))
        return done and sum(compiled((pattern,)).search(body) is not None for pattern in known.details.patterns) >= 2
    details = sum(compiled((pattern,)).search(body) is not None for pattern in known.details.patterns)
    if compiled(known.vague_phrases.patterns).search(sentence):
        return details >= 3
    if verb in _ASKING and (asked := re.search(r"\bto (?:be )?([a-z-]+)", body)):
        verb = asked[1]
    if verb == "be":
        return details >= 2
    if verb in known.exact.verbs and verb not in known.vague.verbs:
        return len(_WORD.findall(_without_dates(sentence))) >= 4
    if verb == "have":
        return details >= 1 or any(participle(word.lower()) in known.exact.verbs for word in _WORD.findall(body))
    if verb in known.light.verbs:
        return details >= 1
    if verb in known.vague.verbs:
        return details >= 3 or any(other in known.exact.verbs - known.vague.verbs for other in _AND.findall(body))
    if not verb:
        second = next((base for word in _WORD.findall(body)[:24] if (base := participle(word.lower()))), "")
        long = len(_WORD.findall(body)) >= 6 and not compiled((known.loose_words,)).search(body)
        return long or details >= (0 if second in known.exact.verbs else 2)
    return len(_WORD.findall(sentence)) >= 5


def _without_dates(text: str) -> str:
    return compiled(cues().by_when.patterns).sub(" ", text)
