"""Reads over periods and returns, split by noun."""
