"""The only file in which one programme hears of another.

Read it top to bottom to know every automatic consequence in the system.
"""


def connect() -> None:
    """Called once from `WebConfig.ready`."""
