"""What people fill in: answers of a case type, papers."""
