"""Data of the statutory calendar."""
