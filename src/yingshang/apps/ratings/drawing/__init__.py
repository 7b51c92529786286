"""The sheets that are printed for windows."""
