"""Pure decisions about ratings."""
