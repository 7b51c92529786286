"""Ratings (好差评): whoever was served says how it was, and what was bad is put right."""

from django.apps import AppConfig


class RatingsConfig(AppConfig):
    """Django's entry for this app."""

    name = "yingshang.apps.ratings"
    label = "ratings"

    def ready(self) -> None:
        """Declare kinds of duty, tell the ledger who may read what, and the worker its work."""
        from yingshang.apps.ratings import audiences, kinds, tasks  # noqa: PLC0415 - models first

        kinds.connect()
        audiences.connect()
        tasks.connect()
