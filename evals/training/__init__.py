"""Training the judge: needs the `train` extra; never imported by the assistant."""
