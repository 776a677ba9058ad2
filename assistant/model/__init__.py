"""A language model, if one is set: it may add to what the builtin engine finds, and everything it says is checked.

`choice` says which, `connect` is the one module that speaks to it, `calls` makes requests, `tasks` hold one task each,
`verify` and `passages` hold what it says against its sources, `engine` puts it together.
"""
