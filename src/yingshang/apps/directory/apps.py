"""The directory: units, people, posts and who may do what."""

from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    """Django's entry for this app."""

    name = "yingshang.apps.directory"
    label = "directory"

    def ready(self) -> None:
        """Answer the ledger's questions about who may read and do what."""
        from yingshang.apps.directory import audiences  # noqa: PLC0415 - models load first

        audiences.connect()
