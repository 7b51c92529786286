"""Writes of delivery."""

from yingshang.apps.delivery.services.install import install_plan

__all__ = ["install_plan"]
