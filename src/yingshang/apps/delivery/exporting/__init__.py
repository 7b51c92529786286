"""Files that delivery writes and reads."""
