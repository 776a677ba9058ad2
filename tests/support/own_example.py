"""Writes the worked example of bringing one's own reviews: `python -m tests.support.own_example`.

Three short fictional reviews (a Word file, a PDF, a Markdown file) and the judgements of an invented reader.
"""

from __future__ import annotations

import textwrap
from pathlib import Path

from tests.support.files import Pdf, docx, p

FOLDER = Path(__file__).resolve().parents[2] / "evals" / "data" / "own_example"
Part = tuple[str, str]  # heading, text

RAPID: tuple[Part, ...] = (
    (
        "Who took part",
        "Present at the rapid review meeting on 3 June 2024 were the head of service for children's social care, the "
        "detective inspector for child protection, the designated doctor of the integrated care board, the named "
        "midwife, and the deputy head of Fennimore Primary School. The head of service took the chair.",
    ),
    (
        "The child and the family",
        "Tobin is four and lives with his mother, who is 27, and her partner, who moved in at Easter. His father has "
        "parental responsibility and sees him on Sundays. There is no order. Tobin is White British; his mother's "
        "partner is Polish, and the family speaks English at home.",
    ),
    (
        "What happened",
        "On 14 May 2024 Tobin was brought to hospital with scalds to both feet. The explanation given changed twice. "
        "The consultant thought that forced immersion was likely, and called the police that evening.",
    ),
    (
        "Safety now",
        "Tobin went from hospital to his father under an interim order. His half-sister, who is nine, was seen alone "
        "by her social worker on 15 May and is staying with an aunt. The partner is on bail and may not enter the "
        "street.",
    ),
    (
        "What can be learned",
        "The nursery had noted on four Mondays that Tobin flinched at the taps. There was a lack of professional "
        "curiosity. The key worker told the meeting that the form had a box for injuries and none for fear, so that "
        "she had nowhere to put it.",
    ),
    (
        "Decision",
        "The three safeguarding partners, each represented by a delegated decision maker, agreed that the criteria "
        "were met and that a local review should not be held, since the learning was clear and would be put to use "
        "by September. The named nurse will add a question on fear to the nursery form by 30 September 2024 and "
        "will count in January how often it has been used.",
    ),
)
LOCAL: tuple[Part, ...] = (
    (
        "1. Why this review was held",
        "The partnership commissioned this review in March 2023 after Mina, who was fifteen, was found in a flat "
        "forty miles from her children's home. She had been missing on eleven nights.",
    ),
    (
        "2. How it was done",
        "The lead reviewer read the records of six agencies, met nine practitioners twice, and spoke with Mina and "
        "with her grandmother, who chose the name used here. The period covered is January 2022 to March 2023.",
    ),
    (
        "3. What Mina said",
        "Mina said that she was asked where she had been and never why she went. She said that the night staff were "
        "kind and that kindness was not the same as asking.",
    ),
    (
        "4. Findings",
        "Return interviews were offered at nine in the morning, when Mina slept. The residential worker who knew "
        "her best worked nights and was not told that the interviews existed. The contract paid for an offer, so "
        "an offer was what was made. Ethnicity is not recorded in this report.",
    ),
    (
        "5. Recommendations",
        "1. The council's commissioning manager should change the contract for return interviews by 1 May 2024 so that "
        "the provider is paid for each interview held, and report the number held to the partnership each quarter. "
        "2. Agencies should improve their communication.",
    ),
)
SECOND_RAPID = """# Rapid review: Baby P

## Meeting

The meeting was held on 9 October 2024. Agencies attended and gave their views. The panel decided that the criteria were
not met.

## Facts

Baby P, who was five weeks old, died while asleep beside her mother on a sofa. The health visitor had talked about safer
sleep at the birth visit. No other children live in the home.

## Learning

Agencies should work together better. It was noted that the family was hard to reach.
"""
JUDGEMENTS = """file,type,criterion,label,evidence
tobin.docx,rapid_review,participants,met,the named midwife
tobin.docx,rapid_review,decision-makers,met,The three safeguarding partners
tobin.docx,rapid_review,child-family-details,met,His father has parental responsibility
tobin.docx,rapid_review,ethnicity,partial,Tobin is White British
tobin.docx,rapid_review,immediate-safeguarding,met,Tobin went from hospital to his father under an interim order
mina.pdf,lcspr,ethnicity,missing,
mina.pdf,lcspr,method,met,
mina.pdf,lcspr,practitioner-involvement,met,
baby-p.md,rapid_review,participants,partial,Agencies attended and gave their views
baby-p.md,rapid_review,decision-makers,partial,The panel decided
baby-p.md,rapid_review,ethnicity,missing,
"""


def word_file() -> bytes:
    """The rapid review as a Word file."""
    body = p("Rapid review: Tobin", style="Heading1")
    return docx(body + "".join(p(title, style="Heading2") + p(text) for title, text in RAPID))


def pdf_file() -> bytes:
    """The local review as a PDF of one page."""
    pdf = Pdf().page()
    pdf.text(60, 780, "Local Child Safeguarding Practice Review: Mina", 14, bold=True)
    y = 750.0
    for title, text in LOCAL:
        pdf.text(60, y, title, 12, bold=True)
        y -= 18
        for line in textwrap.wrap(text, 76):
            pdf.text(60, y, line)
            y -= 13
        y -= 13
    return pdf.data()


def files() -> dict[str, bytes]:
    """Every file of the example, by name."""
    return {
        "tobin.docx": word_file(),
        "mina.pdf": pdf_file(),
        "baby-p.md": SECOND_RAPID.encode(),
        "judgements.csv": JUDGEMENTS.encode(),
    }


if __name__ == "__main__":
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, data in files().items():
        (FOLDER / name).write_bytes(data)
