"""One scorer a module: each compares feedback on one appraised review with its labels, as judgements."""
