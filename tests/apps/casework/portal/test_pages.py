"""The pages of the portal, from finding a service to holding a receipt."""

import pytest
from django.urls import reverse

from tests.apps.casework.factories import VALUES, PDF, a_world
from yingshang.apps.casework import services
from yingshang.apps.casework.models import Case, CaseFile, Stage

pytestmark = pytest.mark.django_db
from django.core.files.uploadedfile import SimpleUploadedFile


@pytest.fixture
def world():
    return a_world()


def url(name, *args):
    return reverse(f"casework:{name}", args=args)


def paper(name="章程.pdf"):
    return SimpleUploadedFile(name, PDF)


def begun(client, world):
    client.force_login(world.applicant)
    client.post(url("apply", "club"), {"whom": "myself", "key": "k"})
    return Case.objects.get()


def typed(case, act="submit", **others):
    return {
        "act": act,
        "revision": case.revision,
        "page": "p",
        "key": case.receipt_code,
        "route": "usual",
        **{f"a-{key}": value for key, value in VALUES.items()},
    } | others


def test_it_works(client, world):
    assert "成立俱乐部" in client.get(url("services")).content.decode()
    page = client.get(url("guide", "club")).content.decode()
    case = begun(client, world)
    assert client.get(url("apply", "club")).status_code == 200
    assert client.get(url("form", case.number)).status_code == 200
    answer = client.post(url("form", case.number), typed(case, **{"p-statutes": paper()}))
    assert answer.status_code == 302, answer.content.decode()
    for name in ("own_receipt", "matter", "withdraw"):
        assert client.get(url(name, case.number)).status_code == 200
    assert client.get(url("mine")).status_code == 200
