"""Speed, memory and search quality, measured against baselines of the same run."""
