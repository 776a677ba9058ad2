"""Search in a library of long and short documents, with graded passages."""
