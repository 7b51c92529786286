"""The directory: units, people, posts and who may do what."""

from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    """Django's entry for this app."""

    name = "yingshang.apps.directory"
    label = "directory"

    def ready(self) -> None:
        """Answer the ledger's questions about who may read and do what; offer long work."""
        from yingshang.apps.directory import audiences, tasks  # noqa: PLC0415 - models load first

        audiences.connect()
        tasks.connect()
