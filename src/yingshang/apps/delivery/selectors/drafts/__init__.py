"""Reads on imported plans."""
