"""The development set for search and its scores."""
