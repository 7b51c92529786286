"""Pages of obligations, split by what they are about."""
