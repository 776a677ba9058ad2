"""Word files as untidy as real ones, each with the words that comments should be found on. All of it is fictional."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.support.word_xml import RELATION, W, field, heading, package, para, run, table, text_box, write

PLAIN = "The school nurse weighed him in March and wrote that he was thriving."
REFERENCE = '<w:r><w:rPr><w:rStyle w:val="Kommentarzeichen"/></w:rPr><w:commentReference w:id="{}"/></w:r>'


@dataclass(frozen=True, slots=True)
class Words:
    """Words to comment on; the comment should hang on `on`, or on the words themselves where that is None."""

    quote: str
    occurrence: int = 0
    on: str | None = None


@dataclass(frozen=True, slots=True)
class Messy:
    """One file: its name, the parts of its package, and words in it."""

    name: str
    parts: dict[str, str]
    words: tuple[Words, ...]

    def write(self, folder: Path) -> Path:
        """Write the file into a folder."""
        return write(self.parts, folder / f"{self.name}.docx")


def nested_tables() -> Messy:
    """A table in a table, and the same words in two cells."""
    inner = table(["Agency", "Concern"], ["Health", "There was a lack of professional curiosity here."], width=4200)
    twice = "Poor communication was noted."
    after = para("The cell goes on after the table inside it, as cells do.")
    body = (
        heading("What the returns said")
        + table(["Who", "What was said", "What follows"], ["School", twice, "Nothing"], ["Police", twice, "Nothing"])
        + para()
        + table([para("Before it.") + inner + after, PLAIN])
        + para("After the tables he remained hard to reach.")
    )
    return Messy(
        "nested-tables",
        package(body),
        (
            Words("Poor communication", 1),
            Words("lack of professional curiosity"),
            Words("School | Poor communication", on="School"),
            Words("goes on after the table"),
            Words("hard to reach"),
        ),
    )


def footnotes() -> Messy:
    """Notes in the middle of a phrase and at its end, and a phrase inside a note."""
    mark = '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteReference w:id="{}"/></w:r>'
    said = "Practitioners showed a lack of professional "
    first = para(said, mark.format(2), run("curiosity", "<w:i/>"), mark.format(3), " about the bruise.")
    line = '<w:footnote w:type="separator" w:id="0"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    texts = ((2, " A phrase that the panel used."), (3, " The voice of the child was not heard by anyone."))
    notes = "".join(
        f'<w:footnote w:id="{number}">{para("<w:r><w:footnoteRef/></w:r>", text, style="FootnoteText")}</w:footnote>'
        for number, text in texts
    )
    part = f"<w:footnotes {W}>{line}{notes}</w:footnotes>"
    return Messy(
        "footnotes",
        package(heading("Findings") + first + para(PLAIN), {"footnotes.xml": ("footnotes", part)}),
        (
            Words("lack of professional curiosity"),
            Words("voice of the child", on="Practitioners showed a lack of professional curiosity about the bruise."),
        ),
    )


def tracked_changes() -> Messy:
    """Insertions, deletions, a move, a changed format and a joined paragraph."""
    who = 'w:author="A. Reader" w:date="2024-05-01T10:00:00Z"'
    gone = f'<w:del w:id="11" {who}><w:r><w:delText xml:space="preserve">proper </w:delText></w:r></w:del>'
    new = f'<w:ins w:id="12" {who}>{run("professional curiosity", "<w:b/>")}</w:ins>'
    look = f'<w:b/><w:rPrChange w:id="13" {who}><w:rPr/></w:rPrChange>'
    moved = f'<w:moveFrom w:id="15" {who}>{run("This went elsewhere.")}</w:moveFrom>'
    body = (
        heading("Analysis")
        + para("There was a lack of ", gone, new, " across the team.")
        + para(run("The family were hard to reach and hard to help.", look))
        + para("The visit was made in ", more=f'<w:rPr><w:del w:id="14" {who}/></w:rPr>')
        + para("good time, and the family were difficult to engage then.")
        + para(moved, PLAIN)
    )
    return Messy(
        "tracked-changes",
        package(body),
        (
            Words("lack of professional curiosity"),
            Words("curiosity across"),
            Words("hard to reach"),
            Words("made in good time"),
            Words("difficult to engage"),
        ),
    )


def fields() -> Messy:
    """A table of contents, cross-references, links, content controls, a formula and a soft hyphen."""
    control = "<w:sdt><w:sdtPr>{}<w:text/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"
    title = "What happened and why it was missed"
    contents = para(field("TOC", f"{title}&#9;2"), style="TOC1")
    underlined = run("the voice of the child was lost", '<w:u w:val="single"/>')
    link = f'<w:hyperlink w:anchor="there">{underlined}</w:hyperlink>'
    prompt = control.format("<w:showingPlcHdr/>", run("Click here to type"))
    author = f'<w:fldSimple w:instr=" AUTHOR ">{run("the author")}</w:fldSimple>'
    formula = "<m:oMath><m:r><m:t>x=2</m:t></m:r></m:oMath>"
    body = (
        f"<w:sdt><w:sdtPr/><w:sdtContent>{contents}</w:sdtContent></w:sdt>"
        + heading(title)
        + para(
            "As part ",
            field("REF there", "four point two"),
            " says, there was poor communication, and ",
            link,
            " in it.",
        )
        + para("The lead was ", control.format("", run("a named doctor of the trust")), ", and services were robust.")
        + para(prompt, "Nobody had been curious about ", formula, " visits.")
        + para("They were non", "<w:r><w:softHyphen/></w:r>", "compliant with the plan; ", author, " said so.")
    )
    return Messy(
        "fields",
        package(body),
        (
            Words("poor communication"),
            Words("voice of the child was lost in"),
            Words("point two says", on="four point two says"),
            Words("named doctor", on="a named doctor of the trust"),
            Words("services were robust"),
            Words("noncompliant with the plan"),
            Words("why it was missed", 1),
        ),
    )


def text_boxes() -> Messy:
    """A text box with the same words as the main text."""
    box = text_box(para("In the box: a lack of professional curiosity.") + para("Box line two."))
    host = "The paragraph that holds the box says that all was robust."
    body = heading("Learning") + para(box, host) + para("Outside it: a lack of professional curiosity.")
    return Messy(
        "text-boxes",
        package(body),
        (
            Words("lack of professional curiosity", on=host),
            Words("lack of professional curiosity", 1),
            Words("all was robust"),
        ),
    )


def right_to_left() -> Messy:
    """Names in Arabic and Hebrew, marks of direction, combining accents and letters beyond the basic plane."""
    arabic = run("ياسمين بنت خالد", '<w:rFonts w:cs="Arial"/><w:rtl/>')
    marked = run("\u200fדוד\u200e", "<w:rtl/>")
    body = (
        heading("The family")
        + para("Her name is ", arabic, " and her brother is ", marked, "; both were thought hard to engage.")
        + para(run("كانت الأسرة تطلب المساعدة", "<w:rtl/>"), more="<w:bidi/>")
        + para("Zoe\u0308 and Jose\u0301 \U0001f9d2\U0001f3fd lived with a resilient mother.")
    )
    return Messy(
        "right-to-left",
        package(body),
        (
            Words("ياسمين بنت خالد"),
            Words("דוד"),
            Words("hard to engage"),
            Words("الأسرة"),
            Words("resilient mother"),
            Words("Jose\u0301"),
        ),
    )


def huge_runs() -> Messy:
    """One run of some 150,000 characters in one paragraph."""
    visits = [f"Visit {number}: {PLAIN}" for number in range(1, 1901)]
    text = " ".join([*visits, "In all of it there was poor communication.", *visits[:60]])
    return Messy(
        "huge-runs",
        package(heading("Contacts") + para(run(text, "<w:i/>"))),
        (Words("poor communication"), Words("Visit 1200: The school nurse"), Words("Visit 20:", 1)),
    )


def tiny_runs() -> Messy:
    """Three hundred runs a paragraph, with bookmarks and proofing marks between them."""

    def crumbs(text: str) -> str:
        out = ""
        for number, letter in enumerate(text):
            out += run(letter, "<w:b/>" if number % 3 == 0 else "", f' w:rsidR="00{number % 7:06d}"')
            if number % 10 == 5:
                name = f'w:id="{number}"'
                out += f'<w:proofErr w:type="spellStart"/><w:bookmarkStart {name} w:name="b"/><w:bookmarkEnd {name}/>'
        return out

    sentence = "There was a lack of professional curiosity, and the voice of the child was not heard. "
    text = (sentence * 4)[:300]
    body = heading("Themes") + para(crumbs(text)) + para(crumbs(text.upper())) + para(crumbs(text))
    return Messy(
        "tiny-runs",
        package(body),
        (
            Words("professional curiosity"),
            Words("voice of the child", 1),
            Words("lack of professional curiosity", 5),
            Words("NOT HEARD", 2),
        ),
    )


def empty() -> Messy:
    """Nothing but empty paragraphs and an empty table."""
    return Messy("empty", package(para() + table([para(), para()]) + para()), ())


def existing_comments() -> Messy:
    """Comments of other people, one inside another, with a part that newer versions of Word keep about people."""
    comment = '<w:comment w:id="{}" w:author="B. Reader" w:initials="BR" w:date="2024-03-01T09:00:00Z">{}</w:comment>'
    texts = ((3, "Can we say who?"), (7, "Agree."))
    comments = "".join(comment.format(number, para("<w:r><w:annotationRef/></w:r>", text)) for number, text in texts)
    space = 'xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"'
    people = f'<w15:people {space}><w15:person w15:author="B. Reader"/></w15:people>'
    first = (
        f'<w:commentRangeStart w:id="3"/>{run("There was a lack ")}<w:commentRangeStart w:id="7"/>'
        f'{run("of professional ")}<w:commentRangeEnd w:id="7"/>{REFERENCE.format(7)}{run("curiosity.")}'
        f'<w:commentRangeEnd w:id="3"/>{REFERENCE.format(3)}'
    )
    parts = {"comments.xml": ("comments", f"<w:comments {W}>{comments}</w:comments>"), "people.xml": ("people", people)}
    return Messy(
        "existing-comments",
        package(heading("Practice") + para(first) + para("  The plan was robust.  "), parts),
        (Words("lack of professional curiosity"), Words("plan was robust")),
    )


def sections_and_lists() -> Messy:
    """Headers and footers, two sections, numbered items, line breaks and tabs, a word in hidden text."""
    level = '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>'
    abstract = f'<w:abstractNum w:abstractNumId="1">{level}</w:abstractNum>'
    number = '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    item = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    same = "Agencies should remind staff of the policy."
    tab, line_break, hidden = "<w:r><w:tab/></w:r>", "<w:r><w:br/></w:r>", run("and leaders", "<w:vanish/>")
    body = (
        heading("Recommendations")
        + para(same, more=item) * 2
        + para("Before the break.", more='<w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr>')
        + para("1)", tab, "Typed by hand.", line_break, "A second line says staff ", hidden, "should be more curious.")
        + para(same)
    )
    reference = f'<w:{{0}}Reference xmlns:r="{RELATION}" w:type="default" r:id="{{1}}"/>'
    parts = {
        "numbering.xml": ("numbering", f"<w:numbering {W}>{abstract}{number}</w:numbering>"),
        "header1.xml": ("header", f"<w:hdr {W}>{para('DRAFT. The policy.')}</w:hdr>"),
        "footer1.xml": ("footer", f"<w:ftr {W}>{para('Page')}</w:ftr>"),
    }
    return Messy(
        "sections-and-lists",
        package(body, parts, reference.format("header", "rId3") + reference.format("footer", "rId4")),
        (
            Words("remind staff", 1),
            Words("remind staff", 2),
            Words("staff should be more curious", on="staff and leadersshould be more curious"),
            Words("Typed by hand"),
        ),
    )


MESSY: tuple[Callable[[], Messy], ...] = (
    nested_tables, footnotes, tracked_changes, fields, text_boxes, right_to_left, huge_runs, tiny_runs, empty,
    existing_comments, sections_and_lists,
)  # fmt: skip
