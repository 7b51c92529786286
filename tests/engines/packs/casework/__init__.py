"""Case types of packs."""
