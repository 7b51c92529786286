"""Importing a plan: what the services do and refuse."""

from datetime import date, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.storage import default_storage

from tests.apps.delivery.drafting_world import (
    NOVEL,
    TEXT,
    a_draft,
    corrected,
    people,
    received,
    zip_bomb,
)
from tests.apps.delivery.factories import AT
from yingshang.apps.delivery.errors import (
    ChangedByOthersError,
    CodeTakenError,
    CorrectionRefusedError,
    DraftClosedError,
    NoCityPackError,
    NotAPlanError,
    NoTasksError,
    NothingToUndoError,
    PeriodTurnedError,
    ReasonMissingError,
    UndecidedNamesError,
    UnreadableDocumentError,
    UploadTooLargeError,
)
from yingshang.apps.delivery.models import (
    Instrument,
    Plan,
    PlanDraft,
    Responsibility,
    Target,
    Task,
    TaskUnit,
)
from yingshang.apps.delivery.selectors.drafts.readings import base_of, reading_of
from yingshang.apps.delivery.services import drafts
from yingshang.apps.directory.models import Unit, UnitSet, Workspace
from yingshang.apps.directory.permissions import INSTALLATION
from yingshang.apps.ledger.models import Event
from yingshang.apps.registers.selectors import current_release
from yingshang.apps.registers.services import install_pack
from yingshang.engines.packs.reading import read_pack

MINIMAL = Path(__file__).parents[2] / "packs/minimal"
ROOM = drafts.OwnRoom("jiashi-2025", "甲市", date(2025, 1, 1), date(2025, 12, 31))
IN_THE_CITY = drafts.CityPlan("city-2025", date(2025, 1, 1), date(2025, 12, 31))


pytestmark = pytest.mark.usefixtures("files_elsewhere", "quick_reader")


@pytest.fixture
def who():
    return people()


def approved(draft, actor, destination=ROOM):
    return drafts.approve(
        draft_id=draft.pk, destination=destination, actor=actor, at=AT + timedelta(hours=1)
    )


def undone(draft, actor, *, seen=None, key=None):
    draft.refresh_from_db()
    return drafts.undo(
        draft_id=draft.pk,
        seen=draft.sequence if seen is None else seen,
        key=key or uuid4(),
        actor=actor,
        at=AT,
    )


def kinds():
    return [event.kind for event in Event.objects.order_by("sequence")]


@pytest.mark.usefixtures("real_fence")
def test_an_upload_becomes_a_draft_with_its_file_and_one_fact(who):
    draft = a_draft(who.lead_office)
    assert len(base_of(draft).tasks) == 3
    with default_storage.open(draft.place) as file:
        assert file.read() == TEXT.encode()
    assert kinds() == ["delivery.plan_draft_received"]


def test_the_same_file_twice_leads_to_the_first_draft(who):
    first, second = received(who.lead_office), received(who.administrator)
    assert (first.is_new, second.is_new) == (True, False)
    assert first.draft == second.draft


def test_a_file_may_come_again_after_its_draft_was_deleted(who):
    draft = a_draft(who.lead_office)
    drafts.discard(draft_id=draft.pk, reason="传错了", actor=who.lead_office, at=AT)
    assert received(who.lead_office).is_new


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "C:\\temp\\方案.txt", "a\x00b.txt", "", "x" * 900]
)
def test_a_file_name_is_shown_and_never_a_path(who, name):
    draft = drafts.receive(
        data=TEXT.encode(), file_name=name, scope="city", actor=who.lead_office, at=AT
    ).draft
    assert draft.file_name
    assert "/" not in draft.file_name
    assert "\\" not in draft.file_name
    assert len(draft.file_name) <= 200
    assert draft.place == f"plans/{draft.sha256[:2]}/{draft.sha256}"


@pytest.mark.usefixtures("real_fence")
@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"   \n ",
        b"\x89PNG\r\n\x1a\nxx",
        b"%PDF-1.7 broken",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    ],
    ids=["empty", "blank", "picture", "broken pdf", "old word"],
)
def test_a_file_that_cannot_be_read_is_refused_with_a_sentence(who, data):
    with pytest.raises(UnreadableDocumentError) as caught:
        received(who.lead_office, data)
    assert caught.value.zh
    assert caught.value.en
    assert not PlanDraft.objects.exists()


@pytest.mark.usefixtures("real_fence")
def test_a_zip_bomb_is_refused_with_a_sentence(who):
    with pytest.raises(UnreadableDocumentError):
        received(who.lead_office, zip_bomb())


def test_a_file_over_the_limit_is_refused_before_it_is_read(who, settings):
    settings.UPLOAD_MEGABYTES = 1
    with pytest.raises(UploadTooLargeError, match="1"):
        received(who.lead_office, b"x" * 1_000_001)


@pytest.mark.usefixtures("real_fence")
def test_a_novel_is_refused_and_what_was_found_is_offered(who):
    with pytest.raises(NotAPlanError) as caught:
        received(who.lead_office, NOVEL)
    assert caught.value.found.tasks == 0
    assert caught.value.found.characters == len(NOVEL)
    assert received(who.lead_office, NOVEL, anyway=True).is_new


def test_characters_that_no_database_keeps_are_replaced_in_their_places(who):
    html = "<html><body><p>" + TEXT.replace("\n", "</p><p>") + "a&#0;b</p></body></html>"
    draft = a_draft(who.lead_office, html)
    assert "\x00" not in draft.text


def test_only_the_lead_office_and_administrators_import(who):
    for role in ("liaison", "unit_reviewer", "unit_leader", "supervision_office", "city_leader"):
        with pytest.raises(PermissionDenied):
            received(getattr(who, role))
    assert received(who.administrator).is_new


def test_a_correction_changes_the_reading_and_never_the_base(who):
    draft = a_draft(who.lead_office)
    corrected(draft, who.lead_office, "set_title", "01", title="新标题")
    draft.refresh_from_db()
    assert reading_of(draft).task("01").title == "新标题"
    assert base_of(draft).task("01").title == "推进企业开办便利化"
    assert draft.sequence == 1


def test_undoing_gives_back_what_was_before(who):
    draft = a_draft(who.lead_office)
    corrected(draft, who.lead_office, "set_title", "01", title="一")
    corrected(draft, who.lead_office, "set_title", "01", title="二")
    undone(draft, who.lead_office)
    assert reading_of(draft).task("01").title == "一"
    undone(draft, who.lead_office)
    assert reading_of(draft) == base_of(draft)
    with pytest.raises(NothingToUndoError):
        undone(draft, who.lead_office)


def test_a_second_click_corrects_and_undoes_once(who):
    draft, key = a_draft(who.lead_office), uuid4()
    for _click in range(2):
        corrected(draft, who.lead_office, "set_title", "01", title="一", seen=0, key=key)
    assert draft.corrections.count() == 1
    corrected(draft, who.lead_office, "set_title", "01", title="二")
    for _click in range(2):
        undone(draft, who.lead_office, seen=2, key=key)
    assert draft.corrections.standing().count() == 1


def test_two_people_may_correct_different_tasks_at_once(who):
    draft = a_draft(who.lead_office)
    corrected(draft, who.lead_office, "set_title", "01", title="一", seen=0)
    corrected(draft, who.second, "set_title", "02", title="二", seen=0)
    titles = [task.title for task in reading_of(draft).tasks[:2]]
    assert titles == ["一", "二"]


def test_two_people_cannot_overwrite_one_another_unseen(who):
    draft = a_draft(who.lead_office)
    corrected(draft, who.lead_office, "set_title", "01", title="一", seen=0)
    with pytest.raises(ChangedByOthersError) as caught:
        corrected(draft, who.second, "set_title", "01", title="二", seen=0)
    assert caught.value.numbers == (1,)
    with pytest.raises(ChangedByOthersError):
        corrected(draft, who.second, "join", "01", seen=0)
    with pytest.raises(ChangedByOthersError):
        undone(draft, who.second, seen=0)
    assert reading_of(draft).task("01").title == "一"


def test_what_somebody_has_undone_counts_as_a_change(who):
    draft = a_draft(who.lead_office)
    corrected(draft, who.lead_office, "set_title", "01", title="一")
    undone(draft, who.lead_office)
    with pytest.raises(ChangedByOthersError):
        corrected(draft, who.second, "set_title", "01", title="二", seen=1)


def test_a_correction_that_does_not_fit_changes_nothing(who):
    draft = a_draft(who.lead_office)
    with pytest.raises(CorrectionRefusedError):
        corrected(draft, who.lead_office, "set_title", "99", title="x")
    assert not draft.corrections.exists()


def test_deleting_needs_a_reason_and_leaves_a_fact(who, django_capture_on_commit_callbacks):
    draft = a_draft(who.lead_office)
    with pytest.raises(ReasonMissingError):
        drafts.discard(draft_id=draft.pk, reason="  ", actor=who.lead_office, at=AT)
    with django_capture_on_commit_callbacks(execute=True):
        drafts.discard(draft_id=draft.pk, reason="重复", actor=who.lead_office, at=AT)
    assert not default_storage.exists(draft.place)
    assert kinds()[-1] == "delivery.plan_draft_deleted"
    with pytest.raises(DraftClosedError):
        corrected(draft, who.lead_office, "set_title", "01", title="x")


def test_an_approved_draft_is_a_workspace_in_which_every_task_has_its_units(who):
    draft = a_draft(who.lead_office)
    plan = approved(draft, who.lead_office)
    workspace = Workspace.objects.get(code="jiashi-2025")
    assert plan.workspace == workspace
    assert [task.title for task in Task.objects.filter(plan=plan).order_by("position")] == [
        "推进企业开办便利化",
        "优化施工许可",
        "加强政策兑现",
    ]
    named = TaskUnit.objects.filter(plan=plan)
    assert named.count() == 7
    assert not named.filter(unit=None, unit_set=None).exists()
    assert Responsibility.objects.filter(plan=plan).count() == 6
    assert UnitSet.objects.filter(workspace=workspace, is_open_ended=True).count() == 1
    assert not Unit.objects.filter(workspace=None, official_name_zh="市税务局").exists()


def test_approving_leaves_one_transaction_of_facts(who):
    approved(a_draft(who.lead_office), who.lead_office)
    assert kinds()[-2:] == ["delivery.plan_taken_up", "delivery.plan_draft_approved"]
    event = Event.objects.get(kind="delivery.plan_draft_approved")
    assert {kind for _role, kind, _key in event.subjects} == {
        "delivery.plandraft",
        "delivery.plan",
    }


def test_measures_of_a_workspace_say_that_nothing_carries_them_yet(who):
    plan = approved(a_draft(who.lead_office), who.lead_office)
    tools = Instrument.objects.filter(plan=plan)
    assert set(tools.values_list("kind", "state")) == {
        ("generic", "none_yet"),
        ("ledger", "none_yet"),
        ("request_topic", "none_yet"),
    }
    assert Target.objects.filter(plan=plan, status="unverified").count() == 2


def test_a_workspace_never_becomes_what_the_city_works_from(who):
    install_pack(pack=read_pack(MINIMAL), actor=INSTALLATION, at=AT)
    before = current_release()
    approved(a_draft(who.lead_office), who.lead_office)
    assert current_release() == before


def test_corrections_stay_with_the_plan(who):
    draft = a_draft(who.lead_office)
    corrected(draft, who.lead_office, "set_title", "01", title="新标题")
    plan = approved(draft, who.lead_office)
    [kept] = plan.correction_rows.all()
    assert (kept.task.code, kept.decided_by) == ("01", who.lead_office.name)
    assert "新标题" in kept.decided


def test_only_the_lead_office_approves(who):
    draft = a_draft(who.lead_office)
    for role in ("administrator", "liaison", "city_leader"):
        with pytest.raises(PermissionDenied):
            approved(draft, getattr(who, role))
    assert not Plan.objects.exists()


def test_a_draft_is_approved_once(who):
    draft = a_draft(who.lead_office)
    approved(draft, who.lead_office)
    with pytest.raises(DraftClosedError):
        approved(draft, who.lead_office)


def test_a_destination_that_does_not_do_is_refused(who):
    draft = a_draft(who.lead_office)
    turned = drafts.OwnRoom("x", "甲市", date(2025, 2, 1), date(2025, 1, 1))
    with pytest.raises(PeriodTurnedError):
        approved(draft, who.lead_office, turned)
    Workspace.objects.create(code="jiashi-2025", name="别人")
    with pytest.raises(CodeTakenError):
        approved(draft, who.lead_office)
    with pytest.raises(NoTasksError):
        approved(a_draft_without_tasks(who), who.lead_office)


def a_draft_without_tasks(who):
    return received(who.lead_office, NOVEL, anyway=True).draft


def test_a_plan_of_the_city_waits_until_every_name_is_decided(who):
    draft = a_draft(who.lead_office, scope="city")
    with pytest.raises(UndecidedNamesError) as caught:
        approved(draft, who.lead_office, IN_THE_CITY)
    assert "市税务局" in caught.value.names


def test_a_plan_of_the_city_goes_on_with_directory_and_limits_of_its_pack(who):
    draft = a_draft(who.lead_office, scope="city")
    decide_every_name(draft, who.lead_office)
    with pytest.raises(NoCityPackError):
        approved(draft, who.lead_office, IN_THE_CITY)
    install_pack(pack=read_pack(MINIMAL), actor=INSTALLATION, at=AT)
    plan = approved(draft, who.lead_office, IN_THE_CITY)
    release = current_release()
    assert (plan.workspace, plan.release) == (None, release)
    assert {"time_limits.yaml", "directory/units.yaml"} <= set(release.content)
    assert Instrument.objects.filter(plan=plan, kind="generic", state="working").exists()


def decide_every_name(draft, actor):
    names = ("市市场监管局", "市公安局", "市税务局", "市住建局", "市发展和改革委员会", "市发改委")
    for name in (*names, "各县区人民政府"):
        corrected(draft, actor, "name_means", name=name, **{"as": "open"})


def test_an_administrator_enters_an_unknown_unit_into_the_directory(who):
    draft = a_draft(who.lead_office, scope="city")
    entry = {"name": "市税务局", "official": "国家税务总局甲市税务局"}
    kind = {"kind": "vertical_organ", "level": "city"}
    with pytest.raises(PermissionDenied):
        drafts.enter_unit(draft_id=draft.pk, **entry, **kind, actor=who.lead_office, at=AT)
    drafts.enter_unit(draft_id=draft.pk, **entry, **kind, actor=who.administrator, at=AT)
    with pytest.raises(UndecidedNamesError) as caught:
        approved(draft, who.lead_office, IN_THE_CITY)
    assert "市税务局" not in caught.value.names
