"""One draft in, one `Feedback` out: every check runs on the same document, independently of the others."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from assistant.appraise import appraise, strength
from assistant.feedback import DocumentInfo, DraftType, Feedback, Scope, Summary
from assistant.guidance import default_edition, edition, edition_notes
from assistant.identifiers import find_identifiers
from assistant.instructions import orders_note
from assistant.kind import Kind, detect
from assistant.past import seen_before, similar_learning
from assistant.phrases import find_phrases
from assistant.recommendations import find_recommendations
from assistant.themes import find_themes
from corpus.document import Document
from corpus.library import Library

Progress = Callable[[str], None]


def _kind(document: Document, draft_type: Literal["auto"] | DraftType, scope: Literal["auto"] | Scope) -> Kind:
    found = detect(document)
    if draft_type != "auto":
        found = found.with_type(draft_type)
    if scope != "auto":
        found = found.with_scope(scope)
    return found.as_told_part() if draft_type != "auto" and scope == "section" else found


def check(
    document: Document,
    draft_type: Literal["auto"] | DraftType = "auto",
    scope: Literal["auto"] | Scope = "auto",
    guidance: str | None = None,
    library: Library | None = None,
    progress: Progress | None = None,
    no_library: str = "no library is open.",
) -> Feedback:
    """Feedback on one draft.

    Args:
        document: the draft as read.
        draft_type: kind of review, or "auto" to tell it from the text.
        scope: whole review or a section of one, or "auto".
        guidance: edition id; the default edition when None.
        library: reviews to look for similar learning in; skipped, with a warning, when None.
        no_library: why there is no library, for the warning, ending in a full stop.
        progress: called with a few words as each step starts; may raise to cancel.

    Raises:
        SettingsError: there is no such guidance edition.
    """
    tell = progress or (lambda _step: None)
    tell("Reading the draft")
    chosen = edition(guidance) if guidance else default_edition()
    kind = _kind(document, draft_type, scope)
    warnings = [*document.warnings, *kind.warnings, *orders_note(document)]
    tell("Looking at recommendations")
    recommendations = find_recommendations(document, kind.type)
    tell("Looking for possible identifiers")
    identifiers = find_identifiers(document, kind.type, recommendations)
    tell("Comparing with the guidance")
    criteria = appraise(document, kind, chosen, recommendations, identifiers)
    tell("Finding worn phrases")
    phrases = find_phrases(document)
    tell("Finding themes")
    themes = find_themes(document)
    similar = []
    if library is None:
        warnings.append(f"Past learning was not looked at: {no_library}")
    elif not kind.not_a_review:
        tell("Looking for similar learning")
        similar = similar_learning(document, library)
        recommendations = seen_before(recommendations, library)
    warnings += edition_notes(document, chosen)
    statuses = [finding.status for finding in criteria]
    return Feedback(
        document=DocumentInfo(
            name=document.name,
            type=kind.type,
            type_confidence=kind.confidence,
            scope=kind.scope,
            guidance=chosen.id,
            words=document.words,
            pages=len(document.pages) or None,
            text_sha256=document.sha256,
            engine="builtin",
        ),
        summary=Summary(
            met=statuses.count("met"),
            partial=statuses.count("partial"),
            missing=statuses.count("missing"),
            strength=strength(criteria),
        ),
        criteria=criteria,
        phrases=phrases,
        recommendations=recommendations,
        identifiers=identifiers,
        similar_learning=similar,
        themes=themes,
        warnings=warnings,
    )
