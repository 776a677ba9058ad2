"""Engines side by side, in one command."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.cli.main import main
from assistant.settings import PREFIX
from tests.model.peer import peer, says
from tests.support.own_example import FOLDER


def test_both_engines_stand_side_by_side_with_n_time_tokens_and_cost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with peer(says('{"items": []}')) as address:
        for name, value in {"MODEL": "openai:local", "MODEL_BASE_URL": address, "MODEL_PRICE_IN": "2"}.items():
            monkeypatch.setenv(PREFIX + name, value)
        asked = ["evals", "--suite", str(FOLDER), "--engine", "model", "-o", str(tmp_path)]
        assert main(asked) == 2
        assert not list(tmp_path.iterdir())
        assert main([*asked, "--consent"]) == 0
    (file,) = tmp_path.glob("engines-*.md")
    table = {line.split("|")[1].strip(): line.split("|")[2:4] for line in file.read_text().splitlines() if "|" in line}
    builtin, model = table["appraisal: macro-F1"]
    assert builtin == model  # this model agrees with everything
    assert "n=" in builtin
    requests, tokens = int(table["requests, of which failed"][1].split(",")[0]), table["tokens sent, received"][1]
    assert tokens.split(",")[0].strip() == str(11 * requests)
    assert table["cost"][1].strip() == f"{11 * requests * 2 / 1_000_000:.4f}"
    assert float(table["seconds"][0]) > 0
