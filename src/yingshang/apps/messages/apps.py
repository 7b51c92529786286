"""Messages: reminders and digests, in the site and by e-mail."""

from django.apps import AppConfig


class MessagesConfig(AppConfig):
    """Django's entry for this app; its label differs from that of Django's own flash messages."""

    name = "yingshang.apps.messages"
    label = "yingshang_messages"

    def ready(self) -> None:
        """Let the worker send what is due."""
        from yingshang.apps.ledger.services import every  # noqa: PLC0415 - models load first
        from yingshang.apps.messages import tasks  # noqa: PLC0415

        every("messages.send", seconds=5, function=tasks.send)
