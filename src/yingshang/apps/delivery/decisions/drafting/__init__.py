"""Drafts of imported plans: a compiled base, and the corrections that a person makes to it."""
