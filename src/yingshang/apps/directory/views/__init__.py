"""Pages of the directory, split by what they are about."""
