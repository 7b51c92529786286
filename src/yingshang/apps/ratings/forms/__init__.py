"""What people fill in about ratings."""
