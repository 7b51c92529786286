"""What people fill in, split by noun."""

from yingshang.apps.delivery.forms.filters import PlanFilterForm

__all__ = ["PlanFilterForm"]
