"""Where the pages of ratings are."""

from django.urls import reverse


def page_of_token(token: str) -> str:
    """The page on which the holder of a token rates."""
    return reverse("ratings:rate", args=[token])


def page_of_window(code: str) -> str:
    """The address that is printed at a window."""
    return reverse("ratings:window", args=[code])
