"""Supervision of matters: grounds, proposals with their evidence, reports to the government."""
