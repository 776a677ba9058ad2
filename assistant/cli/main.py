"""Run one command; every error a person can fix is one line on standard error, without a traceback."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from assistant.cli.parser import build_parser
from corpus.errors import UsageError, UserError


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line; returns the exit status (0 done, 1 some failed, 2 usage, 70 our fault, 130 interrupted)."""
    parser = build_parser()
    options = parser.parse_args(argv)
    if options.version:
        from importlib.metadata import version

        print(f"second-question {version('second-question')}")
        return 0
    if options.command is None:
        parser.print_help()
        return 2
    from corpus.quiet import silence_telemetry

    silence_telemetry()
    from assistant.cli import commands

    try:
        return commands.run(options)
    except UsageError as error:
        print(f"second-question: {error}", file=sys.stderr)
        return 2
    except UserError as error:
        print(f"second-question: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("second-question: stopped.", file=sys.stderr)
        return 130
    except BrokenPipeError:
        # The reader (such as `head`) has gone; send the rest nowhere so that Python does not complain at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:
        print(_fault(error), file=sys.stderr)
        return 70


def _fault(error: Exception) -> str:
    """What to say of a fault of ours: where it is, and not the error's own words, which may quote the draft."""
    import traceback

    frames = [f"{frame.filename}:{frame.lineno}" for frame in traceback.extract_tb(error.__traceback__)[-4:]]
    return (
        f"second-question: something went wrong in the program ({type(error).__name__}). Please report it with these "
        f"places, which hold nothing of your draft: {', '.join(frames)}"
    )


if __name__ == "__main__":
    sys.exit(main())
