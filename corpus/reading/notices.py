"""What a reader of PDFs has to tell the person about pages that were not read well."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.reading.faces import UNKNOWN

_UNKNOWN_SHARE = 0.02
_NAMED_PAGES = 12


def page_warnings(
    failed: Sequence[int], cut: Sequence[int], has_text: Sequence[bool], texts: Sequence[str]
) -> list[str]:
    """Warnings about pages that failed, pages without text, and letters that the fonts do not explain.

    Args:
        failed: 1-based numbers of pages that could not be read.
        cut: 1-based numbers of pages whose content breaks off.
        has_text: for each page, whether it has any text.
        texts: the paragraphs read.
    """
    warnings = []
    if failed:
        warnings.append(f"{_pages(failed)} could not be read because the file is damaged there.")
    if cut:
        warnings.append(f"{_pages(cut)}: the file is damaged there and some of the text may be missing.")
    empty = [number for number, some in enumerate(has_text, 1) if not some and number not in {*failed, *cut}]
    if empty:
        warnings.append(f"{_pages(empty)} without text that can be read: pictures, scans or blank pages.")
    total = sum(map(len, texts))
    if sum(text.count(UNKNOWN) for text in texts) > _UNKNOWN_SHARE * total:
        warnings.append("Some letters cannot be told from the fonts in the file: parts of the text may be wrong.")
    return warnings


def _pages(numbers: Sequence[int]) -> str:
    """ "Page 3", "Pages 2, 3 and 5": the first few named, the rest counted."""
    named = [str(number) for number in numbers[:_NAMED_PAGES]]
    if len(numbers) > _NAMED_PAGES:
        return f"Pages {', '.join(named)} and {len(numbers) - _NAMED_PAGES} more"
    return f"Page {named[0]}" if len(named) == 1 else f"Pages {', '.join(named[:-1])} and {named[-1]}"
