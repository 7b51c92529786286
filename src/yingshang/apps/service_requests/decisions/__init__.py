"""Pure decisions about requests."""
