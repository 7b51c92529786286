"""The styleguide: every component in every state, on one page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe


@require_safe
def styleguide(request: HttpRequest) -> HttpResponse:
    """Show the components."""
    return render(request, "styleguide.html")
