"""Which language model was chosen: its maker, name, address, key and limits, from the settings."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from assistant.model.chat import Trouble
from assistant.settings import PREFIX, Settings
from corpus.errors import SettingsError

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
SEE_README = "See “With a language model” in the README"


@dataclass(frozen=True, slots=True)
class Provider:
    """A maker of models, or a kind of server. `base_url` None means that a setting must name it."""

    extra: str
    key_env: str | None
    base_url: str | None


PROVIDERS = {
    "openai": Provider("openai", "OPENAI_API_KEY", "https://api.openai.com/v1"),
    "azure_openai": Provider("azure", "AZURE_OPENAI_API_KEY", None),
    "ollama": Provider("ollama", None, "http://127.0.0.1:11434"),
    "anthropic": Provider("anthropic", "ANTHROPIC_API_KEY", "https://api.anthropic.com"),
}


@dataclass(frozen=True, slots=True)
class Choice:
    """A model and how to use it. Times are in seconds, limits in tokens, prices for a million tokens.

    The key is read when first needed, and is no part of what is printed of this.
    """

    provider: str
    name: str
    base_url: str
    key_env: str | None = None
    key_file: Path | None = None
    api_version: str | None = None
    timeout: float = 60
    context: int = 32_000
    reply: int = 2_000
    budget: int = 400_000
    price_in: float | None = None
    price_out: float | None = None
    pause: float = field(default=1.0, repr=False)
    """Seconds before a request is made again the first time; twice as long each time after."""

    @property
    def id(self) -> str:
        """ "provider:name", as set."""
        return f"{self.provider}:{self.name}"

    @property
    def where(self) -> str:
        """Where text is sent: the host, whether that is this machine, and whether the way there is open to readers."""
        parts = urlsplit(self.base_url)
        host = parts.netloc
        if (parts.hostname or "") in LOOPBACK:
            return f"{host} (this machine)"
        return host if parts.scheme == "https" else f"{host} (not encrypted on the way)"

    def key(self) -> str:
        """The key, from the file or variable that is set.

        Raises:
            Trouble: there is none, and the server is one that needs it.
        """
        if self.key_file is not None:
            try:
                found = self.key_file.read_text(encoding="utf-8").strip()
            except (OSError, UnicodeDecodeError) as error:
                raise Trouble("key", f"The key file {self.key_file} cannot be read", "Check model_key_file") from error
            if not found:
                raise Trouble("key", f"The key file {self.key_file} is empty", "Put the key in it")
            return found
        provider = PROVIDERS[self.provider]
        variable = self.key_env or provider.key_env
        found = os.environ.get(variable, "").strip() if variable else ""
        if found:
            return found
        own_server = self.key_env is None and self.base_url != provider.base_url and self.provider != "azure_openai"
        if provider.key_env is None or own_server:
            return "none"
        raise Trouble(
            "key", f"There is no key for {self.id}", f"Put it in {variable}, or name a file in model_key_file"
        )


def choose(settings: Settings) -> Choice | None:
    """The model that is set, or None where none is.

    Raises:
        SettingsError: it is not of the form provider:name, or its server is not named or not an address.
    """
    if not settings.model:
        return None
    maker, sign, name = settings.model.partition(":")
    if not sign or not name.strip() or maker not in PROVIDERS:
        known = ", ".join(PROVIDERS)
        raise SettingsError(f"The model {settings.model!r} is not one of {known}, a colon and a name", SEE_README)
    base_url = settings.model_base_url or PROVIDERS[maker].base_url
    if base_url is None:
        raise SettingsError(f"{maker} needs the address of your resource", f"Set {PREFIX}MODEL_BASE_URL")
    parts = urlsplit(base_url)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.username or parts.password:
        raise SettingsError(
            "model_base_url is not a plain http or https address",
            "Write it as https://host/path, without a name or key",
        )
    if settings.model_reply * 2 > settings.model_context:
        raise SettingsError("model_reply takes more than half of model_context", "Lower model_reply")
    return Choice(
        provider=maker,
        name=name.strip(),
        base_url=base_url,
        key_env=settings.model_key_env,
        key_file=settings.model_key_file,
        api_version=settings.model_api_version,
        timeout=settings.model_timeout,
        context=settings.model_context,
        reply=settings.model_reply,
        budget=settings.model_budget,
        price_in=settings.model_price_in,
        price_out=settings.model_price_out,
    )
