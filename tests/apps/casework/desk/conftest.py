"""What tests of the desk ask for by name."""

import pytest
from bs4 import BeautifulSoup


@pytest.fixture
def read(client):
    """The page at an address as somebody sees it."""

    def read(person, url, status=200):
        client.force_login(person)
        response = client.get(url)
        assert response.status_code == status, response.content.decode()[:2000]
        return BeautifulSoup(response.content, "html.parser")

    return read


@pytest.fixture
def send(client):
    """What an address answers when somebody posts to it."""

    def send(person, url, status=302, **data):
        client.force_login(person)
        response = client.post(url, data)
        assert response.status_code == status, response.content.decode()[:2000]
        return BeautifulSoup(response.content, "html.parser")

    return send
