"""Force off the telemetry and tracing of every dependency, whatever the user's environment says.

A tracing variable set for another program would send case text out; see `docs/privacy.md`.
"""

from __future__ import annotations

import os

FORCED = {
    "GRADIO_ANALYTICS_ENABLED": "False",
    "GRADIO_SHARE": "False",
    "GRADIO_RUN_HISTORY": "False",
    "GRADIO_MCP_SERVER": "False",
    "GRADIO_FLAGGING_MODE": "never",
    "HF_HUB_OFFLINE": "1",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "TRANSFORMERS_OFFLINE": "1",
    "DO_NOT_TRACK": "1",
    "ORT_DISABLE_TELEMETRY": "1",
    "DISABLE_TELEMETRY": "1",
    "ANONYMIZED_TELEMETRY": "False",
    "CHROMA_OTEL_COLLECTION_ENDPOINT": "",
    "OTEL_SDK_DISABLED": "true",
    "LANGSMITH_OTEL_ENABLED": "false",
    "LANGSMITH_TRACING": "false",
    "LANGSMITH_TRACING_V2": "false",
    "LANGCHAIN_TRACING_V2": "false",
    "LANGCHAIN_TRACING": "false",
}
REMOVED = (
    *("LANGSMITH_API_KEY", "LANGSMITH_ENDPOINT", "LANGSMITH_RUNS_ENDPOINTS"),
    *("LANGCHAIN_API_KEY", "LANGCHAIN_ENDPOINT", "LANGCHAIN_RUNS_ENDPOINTS"),
    *("OPENAI_LOG", "ANTHROPIC_LOG", "HF_DEBUG"),  # these write what is sent to standard error
    *("GRADIO_ALLOWED_PATHS", "GRADIO_HISTORY_BUCKET", "CHROMA_API_IMPL"),
)


def silence_telemetry() -> None:
    """Set every variable of FORCED and remove those of REMOVED; call before any heavy import."""
    os.environ.update(FORCED)
    for name in REMOVED:
        os.environ.pop(name, None)
