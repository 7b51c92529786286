"""Small questions that templates of returns ask."""

from collections.abc import Mapping
from typing import Any

from django import forms, template

register = template.Library()


@register.filter
def under(values: Mapping[str, Any], key: str) -> Any:
    """What stands under `key`; an empty text where nothing does."""
    return values.get(key, "")


@register.filter
def has(form: forms.Form, name: str) -> bool:
    """Whether the form asks for `name`."""
    return name in form.fields
