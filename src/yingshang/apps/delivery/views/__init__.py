"""The pages of delivery, split by noun."""

from yingshang.apps.delivery.views.plan import (
    about,
    plan,
    public,
    task,
    unit,
    units,
    wall,
    wall_pdf,
    wall_svg,
)

__all__ = ["about", "plan", "public", "task", "unit", "units", "wall", "wall_pdf", "wall_svg"]
