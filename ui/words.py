"""What the page itself says, in one place."""

from __future__ import annotations

TITLE = "Second question"
TAGLINE = "asks what a draft leaves unanswered"
CAUTION = "Feedback is a prompt for your judgement, not a verdict."
NOT_LIVE = (
    "Not for live concerns about a child: use your local referral route, or call 999 if a child is in danger now."
)
LOCAL = (
    "Everything stays on this machine. Nothing you paste or open is sent anywhere, or kept after you close the page."
)
SERVER = (
    "Everything stays on the computer that runs this page. Nothing you paste or open here is sent on from it or kept "
    "after you close the page."
)

SUGGESTIONS = (
    "Why were fathers not asked?",
    "What stood in the way of hearing the child?",
    "How was bruising in babies recognised?",
    "What do reviews say about children who were not brought?",
    "What was learned about unsafe sleep?",
)
TYPES = (
    ("Work it out from the text", "auto"),
    ("Rapid review", "rapid_review"),
    ("Local child safeguarding practice review", "lcspr"),
)
SCOPES = (("Work it out from the text", "auto"), ("A whole review", "whole"), ("A section of one", "section"))
AGE_GROUPS = (
    ("Under 1", "<1"),
    ("1 to 5", "1-5"),
    ("6 to 10", "6-10"),
    ("11 to 15", "11-15"),
    ("16 to 17", "16-17"),
    ("18 and over", "18+"),
    ("Not known", "unknown"),
)
INCIDENTS = (("Death", "death"), ("Serious harm", "serious harm"), ("Other", "other"))
KINDS = (
    ("Findings", "finding"),
    ("Learning points", "learning"),
    ("Recommendations", "recommendation"),
    ("Good practice", "good_practice"),
)

ABOUT = (
    (
        "What it does",
        (
            "You give it a draft rapid review or local child safeguarding practice review, or a part of one. It says "
            "what the guidance asks for and the draft does not have, and it asks the question behind each worn phrase "
            "that the paragraph leaves open.",
            "You ask it what earlier reviews found. It answers in their own words, with the page of every quote, or "
            "says that the library holds nothing on it.",
        ),
    ),
    (
        "What it does not do",
        (
            "It does not judge the quality of a review, give a mark, or know whether what the draft says is true.",
            "It does not give legal advice, and finding no identifiers never means that a text is anonymous.",
            "Reviews are about hard cases: what they describe is not usual practice.",
        ),
    ),
    (
        "What happens to your text",
        (
            "It is held in memory while the page is open, for your browser only. Closing or reloading the page wipes "
            "it, with every file made from it. Drafts never go into the library.",
        ),
    ),
    (
        "Using the keyboard",
        (
            "Everything works without a mouse. Tab moves on; in a row of tabs and in a group of options the arrow keys "
            "move; the first stop on the page jumps to the work itself.",
        ),
    ),
)
