"""Pages of cases held elsewhere."""
