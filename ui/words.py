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

UNLESS = (
    "The one exception is a language model: if you let it take part, what you check, ask and answer goes to it, and "
    "each result says what went where. It is off until you tick its box."
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
ACCESSIBILITY = (
    (
        "What works",
        (
            "You can do everything by keyboard, and always see where you are.",
            "A screen reader is told what is being done, when it is done, and how many findings there are. Headings, "
            "landmarks and names say what is where.",
            "The page can be enlarged to 400 per cent, or used on a phone, without scrolling sideways; only "
            "wide tables scroll by themselves.",
            "Nothing is told by colour alone: kinds of findings differ in their underline, and statuses are words.",
            "It follows your settings for dark colours, for less movement and for colours of your own. Nothing is "
            "timed while the page is open.",
        ),
    ),
    (
        "What does not work well",
        (
            "In the text of the draft a screen reader meets a number before each marked stretch. Untick a kind under "
            "“Mark” to take its numbers out, or read the findings by themselves.",
            "Words of a draft in other languages are not announced as such: they are read out as English.",
            "Reloading the page wipes the draft. That keeps it private, and there is no way to bring it back.",
            "The page needs JavaScript. The boxes for files and choices are those of Gradio, the toolkit underneath, "
            "put right by a script of ours once the page has loaded; the page for signing in is Gradio's own.",
            "A published review that is a PDF is as accessible as its publisher made it. Its text is shown here too.",
        ),
    ),
    (
        "How this was tested",
        (
            "By programs, in Chromium, at each change: axe-core on every state of the page in light, dark and on a "
            "phone; a whole session by keyboard alone; 400 per cent; sizes of targets; visible focus. The aim is WCAG "
            "2.2, level AA.",
            "Not yet by people who use a screen reader, magnifier or voice control, and not in Firefox or Safari. "
            "Tell whoever runs this page for you what gets in your way.",
        ),
    ),
)
