"""The directory: units, people, posts and who may do what."""

from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    """Django's entry for this app."""

    name = "yingshang.apps.directory"
    label = "directory"
