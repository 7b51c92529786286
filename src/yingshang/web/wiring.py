"""The only file in which one programme hears of another.

Read it top to bottom to know every automatic consequence in the system.
"""


from yingshang.apps.delivery.services import install_plan
from yingshang.apps.registers.services import on_install


def connect() -> None:
    """Called once from `WebConfig.ready`."""
    # A release is installed → the plan's rows follow in the same transaction.
    on_install(install_plan)
