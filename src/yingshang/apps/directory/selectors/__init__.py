"""Reads of the directory, split by what a page is about."""
