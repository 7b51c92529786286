"""Reading cases on somebody's behalf."""
