"""Files: whatever people hand in, looked at and kept once."""

from django.apps import AppConfig


class FilesConfig(AppConfig):
    """Django's entry for this app."""

    name = "yingshang.apps.files"
    label = "files"
