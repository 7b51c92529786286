"""Reads of plans, split by page. All of it is a public document but people and timelines."""
