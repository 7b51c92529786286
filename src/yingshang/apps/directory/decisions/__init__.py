"""Pure decisions of the directory: values in, value out."""

from yingshang.apps.directory.decisions.duties import mixes_duties

__all__ = ["mixes_duties"]
