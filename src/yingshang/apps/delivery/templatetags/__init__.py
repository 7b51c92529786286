"""Template tags of the plan's pages."""
