"""Members of the public put their own name right, unless somebody vouches for it."""

import pytest
from django.urls import reverse

from tests.apps.directory.factories import (
    AT,
    PersonFactory,
    PostFactory,
    an_enterprise,
    representative_of,
)
from yingshang.apps.directory.errors import RefusedError
from yingshang.apps.directory.services.own_name import correct_name
from yingshang.apps.ledger.models import Event


def test_a_member_of_the_public_puts_their_name_right_on_the_account_page(client):
    person = PersonFactory(name="张方")
    client.force_login(person)
    assert (
        'value="张方"' in client.get(reverse("directory:account"), {"change": ""}).content.decode()
    )
    filled = {"name": " 张 芳", "phone": "0437-1234567", "email": ""}
    assert client.post(reverse("directory:own_contact"), filled).status_code == 302
    person.refresh_from_db()
    assert (person.name, person.phone) == ("张 芳", "0437-1234567")
    assert Event.objects.filter(kind="directory.name_corrected").count() == 1


def test_the_same_name_records_nothing():
    person = PersonFactory()
    correct_name(name=person.name, actor=person, at=AT)
    assert not Event.objects.exists()


def test_a_name_that_a_window_confirmed_stays(client):
    person = representative_of(an_enterprise())
    client.force_login(person)
    filled = {"name": "别人", "phone": "", "email": ""}
    answer = client.post(reverse("directory:own_contact"), filled)
    assert (answer.status_code, "窗口" in answer.content.decode()) == (422, True)
    person.refresh_from_db()
    assert person.name != "别人"


@pytest.mark.parametrize("name", ["", "  "])
def test_nobody_loses_their_name(name):
    with pytest.raises(RefusedError):
        correct_name(name=name, actor=PersonFactory(), at=AT)


def test_an_officials_name_is_not_their_own_to_change(client):
    person = PostFactory().person
    with pytest.raises(RefusedError):
        correct_name(name="别人", actor=person, at=AT)
    client.force_login(person)
    assert 'name="name"' not in client.get(reverse("directory:account")).content.decode()
