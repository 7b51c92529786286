"""What the worker does for cases."""


def connect() -> None:
    """Tell the ledger; called once, when Django has loaded."""
