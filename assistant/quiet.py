"""Force off the telemetry and tracing of every dependency, whatever the user's environment says.

A tracing variable set for another program would send case text out; see `docs/privacy.md`.
"""

from __future__ import annotations

import os

FORCED = {
    "GRADIO_ANALYTICS_ENABLED": "False",
    "GRADIO_SHARE": "False",
    "HF_HUB_OFFLINE": "1",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "TRANSFORMERS_OFFLINE": "1",
    "DO_NOT_TRACK": "1",
    "ANONYMIZED_TELEMETRY": "False",
    "CHROMA_OTEL_COLLECTION_ENDPOINT": "",
    "OTEL_SDK_DISABLED": "true",
    "LANGSMITH_TRACING": "false",
    "LANGSMITH_TRACING_V2": "false",
    "LANGCHAIN_TRACING_V2": "false",
    "LANGCHAIN_TRACING": "false",
}
REMOVED = ("LANGSMITH_API_KEY", "LANGCHAIN_API_KEY", "LANGSMITH_ENDPOINT", "LANGCHAIN_ENDPOINT")


def silence_telemetry() -> None:
    """Set every variable of FORCED and remove those of REMOVED; call before any heavy import."""
    os.environ.update(FORCED)
    for name in REMOVED:
        os.environ.pop(name, None)
