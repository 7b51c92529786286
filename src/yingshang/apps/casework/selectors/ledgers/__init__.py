"""Reading cases as tables."""
