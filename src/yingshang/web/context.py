"""What every page knows: the site's day and name."""

from typing import Any

from django.http import HttpRequest


def site(request: HttpRequest) -> dict[str, Any]:
    """Variables of the base template."""
    return {}
