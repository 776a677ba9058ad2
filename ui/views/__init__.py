"""What the page shows: values in, markup out. Everything is escaped by `ui.html`."""
