"""The site: connects the programmes once everything is loaded."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Wires the programmes together at start."""

    name = "yingshang.web"
    label = "web"

    def ready(self) -> None:
        """Connect every programme to what follows from it."""
        from yingshang.web import wiring  # noqa: PLC0415 - models load first

        wiring.connect()
