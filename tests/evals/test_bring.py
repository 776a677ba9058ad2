"""A partnership's own reviews and judgements: the worked example, and what is said of a table out of order."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from corpus.errors import UsageError, UserError
from evals.bring import load_own
from evals.run import Run, judge
from evals.solver import Solver
from evals.suite import open_suite
from tests.support.own_example import FOLDER, files

HEADER = "file,type,criterion,label,evidence\n"


@pytest.fixture
def own(tmp_path: Path) -> Path:
    return Path(shutil.copytree(FOLDER, tmp_path / "own"))


def test_the_committed_example_is_what_its_script_writes() -> None:
    assert {path.name: path.read_bytes() for path in FOLDER.iterdir()} == files()


def test_each_kind_of_file_is_read_with_its_labels_and_the_place_of_their_evidence() -> None:
    examples = {example.id: example for example in load_own(FOLDER)}
    assert list(examples) == ["baby-p.md", "mina.pdf", "tobin.docx"]
    tobin = examples["tobin.docx"]
    assert (tobin.type, tobin.criteria["ethnicity"], tobin.only_criteria) == ("rapid_review", "partial", True)
    block = next(block for block in tobin.blocks if "participants" in block.criteria)
    assert tobin.text[block.start : block.end] == "the named midwife"


def test_only_what_was_judged_is_measured() -> None:
    from evals.run import figures_of

    suite = open_suite(str(FOLDER))
    assert (suite.name, suite.own, suite.questions) == ("own_example", True, [])
    figures = figures_of(judge(suite, Solver(), steadiness=False))
    assert figures["appraisal: macro-F1"].n == 11
    assert figures["kind: accuracy"].n == 3
    for name in ("phrases: F1", "flags: F1", "identifiers: recall", "search: nDCG@10", "quotes: share"):
        assert figures[name].value is None


@pytest.mark.parametrize(
    ("lines", "says"),
    [
        ("tobin.docx,rapid_review,ethnicty,met,\n", "line 2 .* 'ethnicty'.*Did you mean ethnicity"),
        ("tobin.docx,rapid_review,method,met,\n", "which a rapid_review does not have"),
        ("tobin.docx,rapid_review,ethnicity,Yes,\n", "the label 'Yes'.*met, partial, missing"),
        ("tobin.docx,review,ethnicity,met,\n", "the type 'review'.*rapid_review or lcspr"),
        ("gone.docx,rapid_review,ethnicity,met,\n", "'gone.docx', which is not in"),
        ("tobin.docx,rapid_review,ethnicity,met,\ntobin.docx,lcspr,method,met,\n", "line 3 .*Give each file one type"),
        ("tobin.docx,rapid_review,ethnicity,met,\ntobin.docx,rapid_review,ethnicity,met,\n", "a second time"),
        ("\n", "holds no judgements"),
    ],
)
def test_a_table_out_of_order_is_refused_with_its_line_and_the_fix(own: Path, lines: str, says: str) -> None:
    (own / "judgements.csv").write_text(HEADER + lines, encoding="utf-8")
    with pytest.raises(UsageError) as error:
        load_own(own)
    assert re.search(says, str(error.value))


def test_a_table_without_a_column_is_refused(own: Path) -> None:
    (own / "judgements.csv").write_text("file,type,label\ntobin.docx,lcspr,met\n", encoding="utf-8")
    with pytest.raises(UsageError, match="has no column criterion"):
        load_own(own)


def test_evidence_that_is_not_in_the_file_is_named(own: Path) -> None:
    row = "tobin.docx,rapid_review,ethnicity,partial,Tobin is Cornish\n"
    (own / "judgements.csv").write_text(HEADER + row, encoding="utf-8")
    with pytest.raises(UserError, match=r"evidence given for ethnicity of tobin\.docx is not in the file"):
        load_own(own)


def test_a_table_saved_by_a_spreadsheet_is_read(own: Path) -> None:
    text = "File,Type,Criterion,Label\r\ntobin.docx,rapid_review,ethnicity,partial\r\n,,,\r\n"
    (own / "judgements.csv").write_bytes(b"\xef\xbb\xbf" + text.encode())
    (example,) = load_own(own)
    assert example.criteria == {"ethnicity": "partial"}


def test_a_folder_with_nothing_appraised_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="holds no appraised reviews"):
        open_suite(str(tmp_path))


def test_the_report_of_ones_own_reviews_does_not_call_them_fictional(tmp_path: Path) -> None:
    from evals.report import limits

    run = Run("own_example", "", "", "", "", {}, 0.0, {}, {}, [])
    assert not any("fictional" in line for line in limits(run))
