"""A development set for search and declining in which every query without an answer is a near miss."""
