"""Where settings come from, and what happens to bad ones."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.settings import PREFIX, Settings, resolve
from corpus.errors import SettingsError


def test_command_line_beats_environment_beats_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.write_text('port = 1\nguidance = "wt2018"\nhost = "127.0.0.1"\n')
    monkeypatch.setenv(PREFIX + "CONFIG", str(file))
    monkeypatch.setenv(PREFIX + "PORT", "2")
    monkeypatch.setenv(PREFIX + "GUIDANCE", "wt2023")
    settings, origins = resolve({"port": 3})
    assert (settings.port, settings.guidance, settings.host) == (3, "wt2023", "127.0.0.1")
    sources = {origin.name: origin.source for origin in origins}
    assert sources["port"] == "command line"
    assert sources["guidance"] == PREFIX + "GUIDANCE"
    assert sources["host"] == str(file)
    assert sources["concurrency"] == "default"


@pytest.mark.parametrize(
    ("text", "named"), [("port = 99999999", "port"), ("prot = 1", "prot"), ("port = [", "not valid TOML")]
)
def test_a_bad_setting_is_refused_by_name_with_the_fix(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, text: str, named: str
) -> None:
    file = tmp_path / "settings.toml"
    file.write_text(text)
    monkeypatch.setenv(PREFIX + "CONFIG", str(file))
    with pytest.raises(SettingsError) as caught:
        resolve()
    assert named in str(caught.value)
    assert caught.value.fix


def test_every_setting_says_what_it_means() -> None:
    assert [name for name, field in Settings.model_fields.items() if not field.description] == []
