"""Reads over ratings, always on somebody's behalf."""
