"""Reads over dispatch meetings and what they decide."""
