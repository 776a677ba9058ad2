"""Run one command; every error a person can fix is one line on standard error, without a traceback."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from assistant.cli.parser import build_parser
from corpus.errors import UsageError, UserError


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line; returns the exit status (0 done, 1 some failed, 2 usage, 130 interrupted)."""
    parser = build_parser()
    options = parser.parse_args(argv)
    if options.version:
        from importlib.metadata import version

        print(f"second-question {version('second-question')}")
        return 0
    if options.command is None:
        parser.print_help()
        return 2
    from assistant.quiet import silence_telemetry

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


if __name__ == "__main__":
    sys.exit(main())
