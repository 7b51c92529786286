"""A message is queued once, to the person and whoever stands in."""

import pytest

from tests.apps.directory.factories import DeputyFactory, PersonFactory, PostFactory
from tests.apps.messages.factories import with_rules
from yingshang.apps.messages.errors import UnknownTemplateError
from yingshang.apps.messages.models import Channel, Message, State
from yingshang.apps.messages.services import Draft, queue

pytestmark = pytest.mark.django_db


def a_draft(person, **values):
    base = {
        "key": "returned/7",
        "person_id": person.pk,
        "template": "sent_back",
        "values": {"title": "十一月月报", "reason": "没有数据来源"},
        "about": ("delivery.return", "7"),
        "url": "/returns/7/",
    }
    return Draft(**{**base, **values})


def test_a_message_is_in_the_site_at_once_and_waits_as_an_e_mail(at):
    with_rules()
    assert queue(drafts=[a_draft(PersonFactory(email="a@example.cn"))], at=at) == 2
    mail, here = Message.objects.order_by("channel")
    assert (here.state, here.sent_at) == (State.SENT, at)
    assert (mail.state, mail.next_attempt_at) == (State.WAITING, at)
    assert (here.subject, here.body) == ("退回：十一月月报", "没有数据来源")
    assert (here.about_type, here.about_key) == ("delivery.return", "7")


def test_the_same_key_is_queued_once(at):
    with_rules()
    draft = a_draft(PersonFactory(email=""))
    assert queue(drafts=[draft, draft], at=at) == 1
    assert queue(drafts=[draft], at=at) == 0


def test_without_an_address_there_is_no_e_mail(at):
    with_rules()
    queue(drafts=[a_draft(PersonFactory(email=""))], at=at)
    assert [row.channel for row in Message.objects.all()] == [Channel.IN_APP]


def test_a_deputy_gets_it_as_well(at):
    with_rules()
    post = PostFactory(person__email="a@example.cn")
    deputy = DeputyFactory(post=post, person__email="b@example.cn").person
    queue(drafts=[a_draft(post.person, unit_id=post.unit_id)], at=at)
    rows = set(Message.objects.values_list("person", "channel"))
    assert rows == {
        (post.person_id, Channel.IN_APP),
        (deputy.pk, Channel.IN_APP),
        (deputy.pk, Channel.EMAIL),
    }


def test_a_closed_account_gets_nothing(at):
    with_rules()
    assert queue(drafts=[a_draft(PersonFactory(is_active=False))], at=at) == 0


def test_words_that_the_pack_lacks_are_a_fault(at):
    with pytest.raises(UnknownTemplateError):
        queue(drafts=[a_draft(PersonFactory())], at=at)
    with_rules()
    with pytest.raises(UnknownTemplateError, match="unheard_of"):
        queue(drafts=[a_draft(PersonFactory(), template="unheard_of")], at=at)
    assert not Message.objects.exists()


def test_a_template_reaches_nothing_but_its_values(at):
    with_rules()
    values = {"title": "{reason} {0.__class__} %(x)s", "reason": "x"}
    queue(drafts=[a_draft(PersonFactory(email=""), values=values)], at=at)
    assert Message.objects.get().subject == "退回：{reason} {0.__class__} %(x)s"
