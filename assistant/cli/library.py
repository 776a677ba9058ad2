"""`second-question library ...`."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from assistant.cli.commands import open_library, print_json, where_of, write_out
from corpus.errors import UsageError


def run_library(options: argparse.Namespace) -> int:
    """Run one library action."""
    with open_library(options, write=options.action in ("remove", "verify")) as library:
        if options.action == "list":
            reviews = library.reviews(where_of(options))
            if options.format == "json":
                print_json([asdict(review) for review in reviews])
            for review in reviews if options.format == "text" else ():
                age = review.age_group or "age not given"
                print(f"{review.id}  {review.year or '----'}  {age:8}  {review.incident or '':12}  {review.title}")
        elif options.action == "show":
            shown_review = library.review(options.review)
            if shown_review is None:
                raise UsageError(f"There is no review {options.review}", "See `second-question library list`")
            for name, value in asdict(shown_review).items():
                shown = "; ".join(value) if isinstance(value, tuple) else value
                print(f"{name}: {'' if shown is None else shown}")
            print(f"passages: {len(library.passages(shown_review.id))}")
        elif options.action == "remove":
            for name in options.reviews:
                if library.review(name) is None:
                    raise UsageError(f"There is no review {name}", "See `second-question library list`")
                library.remove(name)
                print(f"Removed {name}.")
        elif options.action == "verify":
            report = library.verify(repair=options.repair)
            print(report.summary())
            return 0 if report.sound else 1
        elif options.action == "overview":
            from assistant.overview import as_html, overview

            if options.out and options.out.suffix.lower() not in (".html", ".htm"):
                raise UsageError(f"{options.out.name} does not end in .html", "Give it that ending")
            found = overview(library, where_of(options))
            write_out(as_html(found) if options.out else found.as_text(), options.out)
        else:
            for name, value in library.stats().items():
                print(f"{name}: {value}")
    return 0
