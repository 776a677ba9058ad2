"""corpus/reading."""
