"""What can be typed, and the help that explains it. Imports nothing heavy, so that `--help` is instant."""

from __future__ import annotations

import argparse
from pathlib import Path

ABOUT = """Ask the second question of a draft child-safeguarding review, and of the reviews before it.

Everything runs on this machine. Feedback is a prompt for judgement: the assistant asks and points, you judge.
Not for live concerns about a child: use your local referral route."""

EXAMPLES = """examples:
  second-question check draft.docx                     feedback on a draft, as text
  second-question check draft.docx -o feedback.docx    your Word file back, with comments in the margin
  second-question check draft.docx --report report.docx   a report of what was found, or report.html
  second-question check - --scope section < part.txt   one pasted section
  second-question ask "What did reviews find about fathers who were never asked?"
  second-question search "was not brought" --where age_group=1-5
  second-question index reviews/ --catalogue reviews/catalogue.csv
  second-question serve                                open the page

exit status: 0 done; 1 some files failed and the rest were done; 2 the command was put wrongly."""

WHERE_HELP = "keep to reviews whose catalogue FIELD is VALUE, such as age_group=1-5 or year=2019-2022; may be repeated"


def build_parser() -> argparse.ArgumentParser:
    """The whole command line."""
    parser = argparse.ArgumentParser(
        prog="second-question",
        description=ABOUT,
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="store_true", help="print the version and stop")
    common = argparse.ArgumentParser(add_help=False)
    models = argparse.ArgumentParser(add_help=False)
    models.add_argument(
        "--engine", choices=["builtin", "model"], default="builtin", help="model: let the language model that is set "
        "take part; see `second-question settings`",
    )  # fmt: skip
    models.add_argument("--consent", action="store_true", help="agree that text is sent to it, without being asked")
    common.add_argument("--library", type=Path, metavar="DIR", help="folder of the library of published reviews")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")

    def command(
        name: str, short: str, long: str = "", shared: bool = True, model: bool = False
    ) -> argparse.ArgumentParser:
        return commands.add_parser(
            name,
            help=short,
            description=long or short[:1].upper() + short[1:] + ".",
            parents=[common] * shared + [models] * model,
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )

    serve = command("serve", "open the page in a browser")
    serve.add_argument("--host", help="address to listen on (default 127.0.0.1); anything wider needs --auth")
    serve.add_argument("--port", type=int, help="port to listen on (default 7860); 0 takes a free one")
    serve.add_argument("--auth", type=Path, metavar="FILE", help="file of names and hashed passwords, one a line")
    serve.add_argument("--no-browser", action="store_true", help="do not open a browser window")

    read = command("read", "print the text exactly as offsets refer to it", shared=False)
    read.add_argument("file", metavar="FILE", help="a .pdf, .docx, .md or .txt file, or - for standard input")

    check = command("check", "give feedback on draft reviews", model=True)
    check.add_argument("files", nargs="+", metavar="FILE", help="drafts (.docx .pdf .md .txt), or - for standard input")
    check.add_argument("--type", choices=["auto", "rapid_review", "lcspr"], default="auto", help="kind of review")
    check.add_argument(
        "--scope", choices=["auto", "whole", "section"], default="auto", help="a whole review, or only part of one"
    )
    check.add_argument("--guidance", metavar="ID", help="guidance edition to check against, such as wt2018")
    check.add_argument(
        "--format", choices=["text", "json", "jsonl", "html", "csv", "docx"],
        help="default: text, or what OUT's ending says; docx puts comments in a copy of your Word file",
    )  # fmt: skip
    check.add_argument("-o", "--out", type=Path, metavar="OUT", help="write to OUT instead of the screen")
    check.add_argument(
        "--report", type=Path, metavar="REPORT",
        help="write a report to read or hand on, .docx (of one draft) or .html: a page or two, then every finding",
    )  # fmt: skip

    for name, noun, short in (
        ("search", "QUERY", "find passages of the library"),
        ("ask", "QUESTION", "answer a question from the library, each quote with its page"),
    ):
        sub = command(name, short, model=name == "ask")
        sub.add_argument("query", nargs="?", metavar=noun, help="in your own words, or - for standard input")
        sub.add_argument("--queries", type=Path, metavar="FILE.jsonl", help='one {"id", "query", "filters"} a line')
        sub.add_argument("--where", action="append", default=[], metavar="FIELD=VALUE", help=WHERE_HELP)
        sub.add_argument("--format", choices=["text", "json", "jsonl"], help="default: text (jsonl with --queries)")
        if name == "search":
            sub.add_argument("--top", type=int, default=10, metavar="N", help="how many results (default 10)")
            sub.add_argument("--passages", action="store_true", help="allow several passages of one review")

    briefing = command("briefing", "write a one-page seven-minute briefing, every line cited", model=True)
    briefing.add_argument("topic", metavar="TOPIC_OR_REVIEW", help="a topic in your own words, or a review's id")
    briefing.add_argument("-o", "--out", type=Path, required=True, metavar="OUT", help="a .docx or .html file")
    briefing.add_argument("--where", action="append", default=[], metavar="FIELD=VALUE", help=WHERE_HELP)

    index = command("index", "add reviews to the library")
    index.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="files or folders: .pdf .docx .txt .md")
    index.add_argument(
        "--catalogue", type=Path, metavar="FILE.csv",
        help="columns file,title,partnership,year,review_type,age_group,incident,themes,url "
        "(default: catalogue.csv beside the files, if there)",
    )  # fmt: skip

    library = command("library", "list, show, remove, verify or look over the reviews in the library")
    actions = library.add_subparsers(dest="action", metavar="ACTION", required=True)
    listing = actions.add_parser("list", help="one line a review", parents=[common])
    listing.add_argument("--where", action="append", default=[], metavar="FIELD=VALUE", help=WHERE_HELP)
    listing.add_argument("--format", choices=["text", "json"], default="text")
    show = actions.add_parser("show", help="everything about one review", parents=[common])
    show.add_argument("review", metavar="REVIEW_ID")
    remove = actions.add_parser("remove", help="take reviews out of the library", parents=[common])
    remove.add_argument("reviews", nargs="+", metavar="REVIEW_ID")
    verify = actions.add_parser("verify", help="compare catalogue, text and vectors", parents=[common])
    verify.add_argument("--repair", action="store_true", help="put right what differs")
    actions.add_parser("stats", help="how much is in the library", parents=[common])
    overview = actions.add_parser("overview", help="themes by year, age group and incident", parents=[common])
    overview.add_argument("--where", action="append", default=[], metavar="FIELD=VALUE", help=WHERE_HELP)
    overview.add_argument("-o", "--out", type=Path, metavar="OUT.html", help="a web page with charts and tables")

    compare = command("compare", "what an LCSPR took up, dropped and added after its rapid review")
    compare.add_argument("rapid_review", metavar="RAPID_REVIEW")
    compare.add_argument("lcspr", metavar="LCSPR")
    compare.add_argument("--format", choices=["text", "json"], default="text")

    template = command("template", "write an empty Word template with questions to think about", shared=False)
    template.add_argument("--type", choices=["rapid_review", "lcspr"], default="rapid_review")
    template.add_argument("--guidance", metavar="ID", help="guidance edition")
    template.add_argument("-o", "--out", type=Path, required=True, metavar="FILE.docx")

    evals = command("evals", "score the assistant against appraised example reviews", shared=False, model=True)
    evals.add_argument("--suite", default="dev", metavar="NAME", help="dev (default), test, or a folder of your own")
    evals.add_argument("-o", "--out", type=Path, metavar="DIR", help="folder for the run file and report")

    password = command("password", "make a line for the --auth file", shared=False)
    password.add_argument("name", metavar="NAME")

    command("settings", "every setting, its value and where it came from")
    command("doctor", "what is installed, what is missing, what to do")
    return parser
