"""Every test of ratings happens in a city with three windows."""

import pytest
from django.core.cache import caches

from tests.apps.casework.conftest import on_disk  # noqa: F401
from tests.apps.ratings.factories import a_world


@pytest.fixture
def world():
    return a_world()


@pytest.fixture(autouse=True)
def nobody_waits(clock_stands):
    """What one test counted is forgotten by the next."""
    caches["throttle"].clear()
