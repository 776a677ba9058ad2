"""Writes `docs/licences.md`: the licence of every locked package, as the installed package states it.

`python requirements/licences.py`, in an environment made from `requirements/dev.lock`. A package that is locked for
another system or version of Python only, and so is not installed here, is listed as such.
"""

from __future__ import annotations

import re
from importlib.metadata import PackageNotFoundError, files, metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
HEAD = """# Licences of the packages that this program needs

Written by `make lock` from what the installed packages state; see the packages themselves for the full texts. The
first list is what a user installs, the second what is needed besides for development only. The models, the tokenizer
and our own files are in `NOTICE`.
"""
_LOCKED = re.compile(r"^([a-z0-9][a-z0-9._-]*)==(\S+)", re.M)
_NAMES = {
    "apache software license": "Apache-2.0",
    "apache license 2.0": "Apache-2.0",
    "apache 2.0": "Apache-2.0",
    "apache-2.0 license": "Apache-2.0",
    "mit license": "MIT",
    "the mit license (mit)": "MIT",
    "bsd license": "BSD",
    "bsd": "BSD",
    "isc license (iscl)": "ISC",
    "python software foundation license": "PSF-2.0",
    "mozilla public license 2.0 (mpl 2.0)": "MPL-2.0",
}


def locked(name: str) -> dict[str, str]:
    """Versions by package of a lock file."""
    return dict(_LOCKED.findall((ROOT / "requirements" / name).read_text(encoding="utf-8")))


def licence(package: str) -> str:
    """What the installed package states: its licence expression, its classifiers, or the first line of its text."""
    try:
        found = metadata(package)
    except PackageNotFoundError:
        return "not installed here"
    if found["License-Expression"]:
        return str(found["License-Expression"])
    classes = [
        line.rpartition(" :: ")[2] for line in found.get_all("Classifier") or () if line.startswith("License ::")
    ]
    stated = [name for name in classes if name != "OSI Approved"] or [(found["License"] or "").strip().split("\n")[0]]
    named = ", ".join(_NAMES.get(name.lower(), name) for name in stated)
    return named or _from_file(package) or "not stated"


def _from_file(package: str) -> str:
    """The name in the first line of the package's licence file."""
    for path in files(package) or ():
        if path.stem.lower() in ("license", "licence", "copying"):
            first = path.read_text(encoding="utf-8").strip().split("\n")[0].strip()
            return _NAMES.get(first.lower(), first)
    return ""


def main() -> None:
    """Write the file."""
    run, dev = locked("run.lock"), locked("dev.lock")
    parts = [HEAD]
    for title, packages in (("To use it", run), ("To develop it", {k: v for k, v in dev.items() if k not in run})):
        rows = [f"| {name} | {version} | {licence(name)} |" for name, version in sorted(packages.items())]
        parts.append("\n".join([f"## {title}\n", "| package | version | licence |", "|---|---|---|", *rows]) + "\n")
    (ROOT / "docs" / "licences.md").write_text("\n".join(parts), encoding="utf-8")


if __name__ == "__main__":
    main()
