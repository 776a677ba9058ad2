"""One task a module: what is sent to the model, and what of its reply passes."""
