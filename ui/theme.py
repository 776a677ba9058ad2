"""The look of the page, set through Gradio's theme; system fonts only, so that nothing is fetched."""

from __future__ import annotations

from typing import Any

SANS = ["system-ui", "-apple-system", "Segoe UI", "Roboto", "Helvetica Neue", "Noto Sans", "sans-serif"]
MONO = ["ui-monospace", "Cascadia Mono", "Consolas", "Liberation Mono", "monospace"]

# Gradio's names for the colours of `static/page.css`, the same by day and by night.
COLOURS = {
    "body_background_fill": "var(--paper)",
    "body_text_color": "var(--ink)",
    "body_text_color_subdued": "var(--soft)",
    "background_fill_primary": "var(--card)",
    "background_fill_secondary": "var(--paper)",
    "block_background_fill": "transparent",
    "block_border_width": "0px",
    "block_label_background_fill": "transparent",
    "block_label_text_color": "var(--ink)",
    "block_title_text_color": "var(--ink)",
    "border_color_primary": "var(--line)",
    "border_color_accent": "var(--accent)",
    "input_background_fill": "var(--card)",
    "input_border_color": "var(--edge)",
    "input_border_color_focus": "var(--accent)",
    "input_placeholder_color": "var(--soft)",
    "button_primary_background_fill": "var(--accent)",
    "button_primary_background_fill_hover": "var(--accent-strong)",
    "button_primary_text_color": "var(--on-accent)",
    "button_primary_border_color": "var(--accent)",
    "button_secondary_background_fill": "var(--card)",
    "button_secondary_background_fill_hover": "var(--tint)",
    "button_secondary_text_color": "var(--ink)",
    "button_secondary_border_color": "var(--edge)",
    "checkbox_background_color": "var(--card)",
    "checkbox_background_color_selected": "var(--accent)",
    "checkbox_border_color": "var(--edge)",
    "checkbox_border_color_selected": "var(--accent)",
    "checkbox_label_background_fill": "transparent",
    "checkbox_label_background_fill_selected": "var(--tint)",
    "checkbox_label_border_color": "var(--line)",
    "checkbox_label_border_color_selected": "var(--accent)",
    "checkbox_label_text_color": "var(--ink)",
    "checkbox_label_text_color_selected": "var(--ink)",
    "link_text_color": "var(--accent)",
    "color_accent": "var(--accent)",
    "color_accent_soft": "var(--tint)",
}


def theme() -> Any:
    """Gradio's base theme in the page's colours, with the page's own style after it.

    The style goes here and not to Gradio's `css=`, which puts a prefix before every rule and so breaks those about
    the document itself, and which the page for signing in does not load.
    """
    import gradio as gr

    from ui.assets import style

    class Look(gr.themes.Base):  # type: ignore[misc]
        def _get_theme_css(self) -> str:
            return f"{super()._get_theme_css()}\n{style()}"

    look = Look(font=SANS, font_mono=MONO, text_size="md", radius_size="sm", spacing_size="md")
    known = set(look.set.__code__.co_varnames)
    dark = {f"{name}_dark": value for name, value in COLOURS.items() if f"{name}_dark" in known}
    return look.set(**COLOURS, **dark, block_padding="0px", block_shadow="none", layout_gap="12px")
