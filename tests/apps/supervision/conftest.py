"""Every test of supervision happens in a city with one service and one ledger of supervision."""

import pytest

from tests.apps.casework.conftest import on_disk  # noqa: F401 - files in a folder of the test's
from tests.apps.supervision.factories import a_city


@pytest.fixture
def city():
    return a_city()
