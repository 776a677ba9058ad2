"""A development set for search whose queries are mostly in other words than what answers them."""
