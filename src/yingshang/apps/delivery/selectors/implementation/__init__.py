"""Reads over the units' own plans, split by noun."""
