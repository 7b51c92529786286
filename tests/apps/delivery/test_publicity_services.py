"""What units publish is entered, put right, and chosen for the library."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from tests.apps.delivery.workings import a_city, local
from yingshang.apps.delivery import errors
from yingshang.apps.delivery.decisions.publicity import Attached
from yingshang.apps.delivery.models import PublicityItem
from yingshang.apps.delivery.services import publicity
from yingshang.apps.files.errors import FileEmptyError, FileRefusedError
from yingshang.apps.ledger.models import Event

PDF = b"%PDF-1.4 clipping"
State = PublicityItem.State


@pytest.fixture
def world(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return a_city()


def test_a_liaison_enters_what_the_unit_published(world):
    item = world.enter(world.published(tasks=(world.task().pk,)))
    assert (item.channel_zh, item.state) == ("门户网站", State.RECORDED)
    assert [task.code for task in item.tasks.all()] == ["01"]
    assert Event.objects.get(kind="delivery.publicity_recorded").payload["item_kind"] == "publicity"


def test_nobody_enters_for_another_unit(world):
    world.people["beta", "liaison"] = world.who("alpha", "liaison")
    with pytest.raises(PermissionDenied):
        world.enter(unit="beta")


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"channel": "radio"}, errors.ChannelUnknownError),
        ({"published_on": date(2024, 6, 13)}, errors.PublishedLaterError),
        ({"published_on": date(2024, 4, 21)}, errors.PublishedBeforeThePlanError),
        ({"address": ""}, errors.NowhereToSeeError),
        ({"kind": "good_practice"}, errors.PracticeUntoldError),
        ({"file": Attached("a.pdf", b"")}, FileEmptyError),
        ({"file": Attached("a.exe", b"MZ\x90\x00")}, FileRefusedError),
    ],
)
def test_what_nobody_could_check_is_refused(world, change, refusal):
    with pytest.raises(refusal):
        world.enter(world.published(**change))
    assert not PublicityItem.objects.exists()


def test_a_file_stands_for_an_address_and_its_name_is_cleaned(world):
    file = Attached("..\\..\\剪报\n.exe", PDF)
    item = world.enter(world.published(address="", file=file))
    assert item.file.media_type == "application/pdf"
    assert item.file_name == "剪报.exe.pdf"


def change(world, item, revision, **more):
    return publicity.change(
        item_id=item.pk,
        revision=revision,
        item=world.practice(**more),
        actor=world.who("alpha", "liaison"),
        at=local(6, 12),
    )


def test_two_people_do_not_overwrite_one_another(world):
    item = world.enter(world.practice())
    change(world, item, 1, title="一窗通办（修订）")
    with pytest.raises(errors.ItemChangedMeanwhileError):
        change(world, item, 1, title="旧稿")


def test_a_practice_is_taken_into_the_library(world):
    item = world.adopt(world.enter(world.practice()))
    assert item.state == State.ADOPTED
    with pytest.raises(errors.ItemMovedOnError):
        change(world, item, item.revision)


def test_a_practice_that_may_not_be_quoted_is_not_adopted(world):
    item = world.enter(world.practice(may_quote=False))
    with pytest.raises(errors.MayNotBeQuotedError):
        world.adopt(item)


def test_publicity_does_not_go_into_the_library(world):
    with pytest.raises(errors.ItemMovedOnError):
        world.adopt(world.enter())


def test_declining_needs_a_reason(world):
    item = world.enter(world.practice())
    options = {"item_id": item.pk, "actor": world.lead, "at": local(6, 13)}
    with pytest.raises(errors.ReasonMissingError):
        publicity.decline(note=" ", **options)
    assert publicity.decline(note="缺少成效数据", **options).state == State.DECLINED


def test_the_unit_does_not_choose(world):
    item = world.enter(world.practice())
    with pytest.raises(PermissionDenied):
        publicity.adopt(item_id=item.pk, actor=world.who("alpha", "liaison"), at=local(6, 13))


@pytest.mark.parametrize("who", ["liaison", "lead"])
def test_an_item_is_withdrawn_by_the_unit_or_by_the_lead_office(world, who):
    item = world.adopt(world.enter(world.practice()))
    actor = world.lead if who == "lead" else world.who("alpha", "liaison")
    options = {"item_id": item.pk, "actor": actor, "at": local(6, 14)}
    with pytest.raises(errors.ReasonMissingError):
        publicity.withdraw(reason="", **options)
    assert publicity.withdraw(reason="重复登记", **options).state == State.WITHDRAWN
    with pytest.raises(errors.ItemMovedOnError):
        publicity.withdraw(reason="再次", **options)


def test_another_unit_withdraws_nothing(world):
    item = world.enter()
    with pytest.raises(PermissionDenied):
        publicity.withdraw(
            item_id=item.pk, reason="x", actor=world.who("beta", "liaison"), at=local(6, 14)
        )


def test_a_city_without_channels_is_told_so():
    world = a_city(channels=None)
    with pytest.raises(errors.NoPublicityRulesError):
        world.enter()
