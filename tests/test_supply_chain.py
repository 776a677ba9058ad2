"""What is installed is locked with hashes, its licences are listed, and a model file that was changed is refused."""

from __future__ import annotations

import hashlib
import re
import shutil
import tomllib
from pathlib import Path

import pytest

from assistant.appraise.status import _weights
from assistant.judge import FOLDER, Judge
from assistant.phrases.reader import PhraseReader
from assistant.relevance import QuestionReader
from corpus import embedding, question_vectors
from corpus.embedding import Embedder
from corpus.errors import EngineError
from corpus.question_vectors import QuestionEncoder
from requirements.licences import locked

ROOT = Path(__file__).resolve().parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
_NAME = re.compile(r"[A-Za-z0-9._-]+")


def named(requirement: str) -> tuple[str, str]:
    """A requirement's package, as lock files write it, and its version conditions."""
    found = _NAME.match(requirement)
    assert found
    return re.sub(r"[-_.]+", "-", found[0]).lower(), re.sub(r"\[.*?\]", "", requirement[found.end() :])


def meets(version: str, conditions: str) -> bool:
    from packaging.specifiers import SpecifierSet

    return SpecifierSet(conditions).contains(version, prereleases=True)


@pytest.mark.parametrize(("lock", "extras"), [("run.lock", []), ("dev.lock", ["dev", "evals"])])
def test_what_the_project_asks_for_is_locked(lock: str, extras: list[str]) -> None:
    """If this fails after a change of dependencies: `make lock`."""
    asked = [*PROJECT["dependencies"], *(item for extra in extras for item in PROJECT["optional-dependencies"][extra])]
    versions = locked(lock)
    for requirement in asked:
        name, conditions = named(requirement)
        if name != "second-question":
            assert name in versions, f"{name} is not in {lock}"
            assert meets(versions[name], conditions), f"{name} {versions[name]} of {lock} is not {conditions}"


@pytest.mark.parametrize("lock", ["run.lock", "dev.lock"])
def test_every_locked_package_has_hashes_and_comes_from_no_other_place(lock: str) -> None:
    text = (ROOT / "requirements" / lock).read_text(encoding="utf-8")
    for block in re.split(r"\n(?=[a-z0-9])", text.strip()):
        assert re.match(r"[a-z0-9._-]+==", block), block[:80]
        assert block.count("--hash=sha256:") >= 1, block[:80]
    assert "://" not in text


def test_every_locked_package_s_licence_is_listed() -> None:
    rows = re.findall(r"^\| (\S+) \| (\S+) \| (.+) \|$", (ROOT / "docs/licences.md").read_text(encoding="utf-8"), re.M)
    listed = {name: version for name, version, _ in rows if name != "package"}
    assert listed == locked("run.lock") | locked("dev.lock")
    copyleft = [name for name, _, licence in rows if re.search(r"(?<!L)GPL", licence)]
    assert copyleft == []


def test_the_models_are_the_files_that_were_tested(tmp_path: Path) -> None:
    packaged = embedding._packaged_model()
    assert hashlib.sha256(packaged.read_bytes()).hexdigest() == embedding.MODEL_SHA256
    changed = bytearray(packaged.read_bytes())
    changed[len(changed) // 2] ^= 1
    (tmp_path / "model.onnx").write_bytes(changed)
    with pytest.raises(EngineError, match=r"is not the file this version was tested with.*pip install"):
        Embedder(model=tmp_path / "model.onnx")


@pytest.mark.parametrize(
    ("name", "load", "what"),
    [
        ("judge", Judge, "judge's model"),
        ("phrases", PhraseReader, "phrase reader's model"),
        ("relevance", QuestionReader, "question reader's model"),
        ("question", QuestionEncoder, "question encoder's model"),
    ],
)
def test_a_trained_model_that_was_changed_is_refused_with_what_to_do(
    name: str, load: type, what: str, tmp_path: Path
) -> None:
    folder = shutil.copytree(question_vectors.FOLDER if name == "question" else FOLDER, tmp_path / "models")
    model = folder / f"{name}.onnx"
    content = bytearray(model.read_bytes())
    content[len(content) // 2] ^= 1
    model.write_bytes(content)
    with pytest.raises(EngineError, match=rf"{what} .* is not the file this version was tested with.*pip install"):
        load(folder)
    model.unlink()
    with pytest.raises(EngineError, match=rf"{what} cannot be read.*pip install"):
        load(folder)


def test_a_status_model_that_was_changed_is_refused_with_what_to_do(tmp_path: Path) -> None:
    folder = shutil.copytree(FOLDER, tmp_path / "models")
    path = folder / "status.json"
    path.write_text(path.read_text(encoding="utf-8").replace("0.2", "0.3", 1), encoding="utf-8")
    with pytest.raises(EngineError, match=r"status model .* is not the file this version was tested with.*pip install"):
        _weights(folder)
