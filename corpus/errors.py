"""Every error this project raises on purpose, in one tree.

    SecondQuestionError
    ├── UserError                 the person can fix it: shown as one line, no traceback
    │   ├── UsageError            the command or request was put wrongly (exit status 2)
    │   ├── ReadError             a file could not be read as a review
    │   │   ├── UnsupportedFile   wrong kind of file, or not what its name says
    │   │   ├── EmptyFile         nothing in it
    │   │   ├── EncryptedFile     needs a password
    │   │   ├── DamagedFile       cannot be parsed
    │   │   ├── NoTextLayer       scanned pages only
    │   │   ├── FileTooLarge      over a stated limit
    │   │   └── ReadTimeout       took longer than its limit
    │   ├── LibraryError          the library folder is missing, read-only, busy or from another version
    │   │   └── LibraryBusy       another process is writing to it
    │   ├── SettingsError         a setting has a value that cannot be used
    │   └── EngineError           the configured language model could not be used
    └── InternalError             our fault: a promise inside the program was broken

`UserError` messages follow one form: what happened, where, and what to do about it.
"""

from __future__ import annotations


class SecondQuestionError(Exception):
    """Base of every error raised on purpose by this project."""


class UserError(SecondQuestionError):
    """Something the person can put right.

    Args:
        what: what happened, naming the file or setting, as a clause without a full stop.
        fix: what to do about it, as a sentence without a full stop.
    """

    def __init__(self, what: str, fix: str = "") -> None:
        self.what = what
        self.fix = fix
        super().__init__(f"{what}. {fix}." if fix else f"{what}.")


class UsageError(UserError):
    """The command or request was put wrongly; the command line exits with status 2."""


class ReadError(UserError):
    """A file could not be read as a review."""


class UnsupportedFile(ReadError):
    """The file is of a kind that is not read, or is not what its name says."""


class EmptyFile(ReadError):
    """The file holds no text at all."""


class EncryptedFile(ReadError):
    """The file is protected by a password."""


class DamagedFile(ReadError):
    """The file cannot be parsed."""


class NoTextLayer(ReadError):
    """The file's pages are pictures: there is no text to read."""


class FileTooLarge(ReadError):
    """The file is over a stated limit of size, pages or text."""


class ReadTimeout(ReadError):
    """Reading took longer than its limit and was stopped."""


class LibraryError(UserError):
    """The library folder is missing, read-only, or was made by another version."""


class LibraryBusy(LibraryError):
    """Another process is writing to the library."""


class SettingsError(UserError):
    """A setting has a value that cannot be used."""


class EngineError(UserError):
    """The configured language model could not be used."""


class InternalError(SecondQuestionError):
    """A promise inside the program was broken; please report it."""
