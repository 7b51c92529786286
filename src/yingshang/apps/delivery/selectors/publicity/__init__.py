"""Reads over publicity and good practice."""
