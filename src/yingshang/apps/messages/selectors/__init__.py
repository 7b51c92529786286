"""Reads of messages, split by whom they are for."""
