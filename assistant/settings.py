"""Every setting, its meaning, its value and where the value came from.

Order of precedence: command line, environment (`SECOND_QUESTION_<NAME>`), the settings file, the default. The settings
file is TOML at `$SECOND_QUESTION_CONFIG`, else `settings.toml` in the user's configuration folder. Unknown names are
refused so that a misspelt setting is never silently ignored.
"""

from __future__ import annotations

import os
import tomllib
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from corpus.errors import SettingsError

PREFIX = "SECOND_QUESTION_"


class Settings(BaseModel):
    """What can be set. Paths may start with `~`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    library: Path | None = Field(default=None, description="folder of the library of published reviews")
    guidance: str | None = Field(default=None, description="guidance edition to check against, such as wt2018")
    host: str = Field(default="127.0.0.1", description="address the page listens on; anything wider needs auth")
    port: int = Field(default=7860, ge=0, le=65535, description="port the page listens on; 0 takes a free one")
    auth: Path | None = Field(default=None, description="file of names and hashed passwords, one a line")
    max_upload_mb: int = Field(default=30, ge=1, le=500, description="largest file accepted by the page, in megabytes")
    concurrency: int = Field(default=2, ge=1, le=64, description="checks and questions worked on at once by the page")
    model: str | None = Field(
        default=None, description="language model as provider:name, such as openai:gpt-4.1 or ollama:qwen3"
    )
    model_base_url: str | None = Field(default=None, description="address of the model's server, where not its maker's")
    model_key_env: str | None = Field(default=None, description="environment variable that holds the model's key")
    model_key_file: Path | None = Field(default=None, description="file that holds the model's key")
    model_api_version: str | None = Field(default=None, description="version of the interface, for Azure OpenAI only")
    model_timeout: float = Field(default=60, gt=0, le=3600, description="seconds that one request may take")
    model_context: int = Field(default=32_000, ge=2_000, description="tokens that a request and its reply may hold")
    model_reply: int = Field(default=2_000, ge=100, description="tokens that one reply may hold")
    model_budget: int = Field(default=400_000, ge=1, description="tokens that one check or one answer may use in all")
    model_price_in: float | None = Field(default=None, ge=0, description="price of a million tokens sent, to show cost")
    model_price_out: float | None = Field(default=None, ge=0, description="price of a million tokens of replies")


@dataclass(frozen=True, slots=True)
class Origin:
    """One setting as resolved: its value and where that came from."""

    name: str
    value: object
    source: str
    description: str


def config_file() -> Path:
    """Where the settings file is looked for."""
    named = os.environ.get(PREFIX + "CONFIG")
    if named:
        return Path(named).expanduser()
    base = os.environ.get("XDG_CONFIG_HOME") or "~/.config"
    return Path(base).expanduser() / "second-question" / "settings.toml"


def _from_file(path: Path) -> dict[str, object]:
    if not path.is_file():
        return {}
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(
            f"The settings file {path} is not valid TOML: {error}", "Correct it or remove it"
        ) from error


def resolve(overrides: dict[str, object] | None = None) -> tuple[Settings, list[Origin]]:
    """The settings in force and where each came from; `overrides` are the command line's.

    Raises:
        SettingsError: a name is unknown or a value cannot be used; the message names its source.
    """
    values: dict[str, object] = {}
    sources: dict[str, str] = {}
    path = config_file()
    for name, value in _from_file(path).items():
        values[name], sources[name] = value, str(path)
    for name in Settings.model_fields:
        raw = os.environ.get(PREFIX + name.upper())
        if raw:
            values[name], sources[name] = raw, PREFIX + name.upper()
    for name, value in (overrides or {}).items():
        if value is not None:
            values[name], sources[name] = value, "command line"
    try:
        settings = Settings.model_validate(values)
    except ValidationError as error:
        first = error.errors()[0]
        name = ".".join(str(part) for part in first["loc"])
        raise SettingsError(
            f"Setting {name} (from {sources.get(name, path)}) cannot be used: {first['msg'].lower()}",
            "Run `second-question settings` to see every setting and what it means",
        ) from error
    for name in ("library", "auth", "model_key_file"):
        value = getattr(settings, name)
        if value is not None:
            settings = settings.model_copy(update={name: value.expanduser()})
    origins = [
        Origin(name, getattr(settings, name), sources.get(name, "default"), field.description or "")
        for name, field in Settings.model_fields.items()
    ]
    return settings, origins


def load_settings() -> Settings:
    """The settings in force without a command line."""
    return resolve()[0]
