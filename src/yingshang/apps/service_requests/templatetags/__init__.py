"""Rates as people read them."""
