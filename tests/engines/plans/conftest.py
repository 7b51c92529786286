"""A clock for the one test of proportion."""

import time

import pytest


@pytest.fixture
def benchmark_clock():
    """Processor seconds of a call; processor time, so that a busy machine changes nothing."""

    def measure(function, *arguments):
        started = time.process_time()
        function(*arguments)
        return time.process_time() - started

    return measure
