"""What an applicant owes has a last day, is spoken of before it, and has a consequence after it."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from tests.apps.casework.factories import CLUB, CLUB_LETTERS, PDF, a_world
from tests.apps.casework.test_telling import told, with_words
from yingshang.apps.casework import errors, services
from yingshang.apps.casework.events import CASE
from yingshang.apps.casework.models import Case, Correction, FollowUp, Letter, Stage
from yingshang.apps.casework.selectors.books.duties import subjects
from yingshang.apps.casework.selectors.portal.mine import mine_page
from yingshang.apps.casework.services.telling import remind_applicants
from yingshang.apps.ledger.models import Event
from yingshang.apps.obligations.models import Obligation, State

ITEMS = [{"what": "club_name", "zh": "名称不清楚。", "en": "The name is not clear."}]
TAKE_IN = "limit: take_in, deemed: true}"
FOLLOWS = "follows_within: decision, status: example}"
LAPSED = (
    "  - {id: lapsed, name: {zh-hans: 逾期视为撤回, en: Lapsed}, kind: lapsed, letter: lapsed}\n"
)
LETTERS = (
    CLUB_LETTERS.replace("请补正：{missing}", "请在{last_on}前补正：{missing}")
    + "  - {id: lapsed, kind: notice, name: {zh-hans: 逾期, en: Lapsed}, "
    + 'title: {zh-hans: 逾期, en: Lapsed}, body: {zh-hans: "{number}{reason}", en: "{number}"}}\n'
    + "  - {id: chased, kind: notice, name: {zh-hans: 催交, en: Chased}, "
    + 'title: {zh-hans: 催交通知, en: Chased}, body: {zh-hans: "补交{number}", en: "{number}"}}\n'
)
ENDS = "{ends: lapsed, status: example}"
CHASES = "{letter: chased, status: example}"


def asking(missed=""):
    """Completion within three working days, and what comes of silence."""
    consequence = f", correction_missed: {missed}" if missed else ""
    said = f"limit: take_in, deemed: true, correction_within: link{consequence}}}"
    return CLUB.replace(TAKE_IN, said).replace(
        "outcomes:\n  - {id: granted", "outcomes:\n" + LAPSED + "  - {id: granted"
    )


def following(missed=""):
    """Papers that follow, and what comes of it when they do not."""
    said = FOLLOWS.replace("status", f"follow_missed: {missed}, status") if missed else FOLLOWS
    return CLUB.replace(FOLLOWS, said).replace(
        "outcomes:\n  - {id: granted", "outcomes:\n" + LAPSED + "  - {id: granted"
    )


def a_city(case):
    return a_world(case=case, letters=LETTERS)


def asked_to_complete(world):
    case = world.submitted()
    services.ask_correction(case_id=case.pk, items=ITEMS, actor=world.clerk, at=world.at)
    case.refresh_from_db()
    return case


def without_statutes(world):
    case = world.draft(route="later")
    services.submit(case_id=case.pk, key="key-1", actor=world.applicant, at=world.at)
    return services.accept(case_id=case.pk, actor=world.clerk, at=world.at)


def supply(world, case, actor, at=None):
    given = {"belongs_to": "statutes", "name": "章程.pdf", "content": PDF}
    return services.attach(case_id=case.pk, **given, actor=actor, at=at or world.at)


def days(world, number):
    return world.at + timedelta(days=number)


def kinds(case):
    rows = Event.objects.filter(subject_rows__type=CASE, subject_rows__key=str(case.pk))
    return list(rows.order_by("sequence").values_list("kind", flat=True))


def test_a_completion_has_a_last_day_that_the_applicant_sees_and_is_reminded_of_once():
    world = a_city(asking())
    with_words(world)
    case = asked_to_complete(world)
    last = Correction.objects.get(case=case).last_on
    assert (last - world.at.date()).days == 3
    assert "2024年11月21日前" in Letter.objects.get(case=case, code="correction").body_zh
    [asked] = mine_page(world.applicant, at=world.at).asked
    assert (asked.last_on, asked.is_late) == (last, False)
    assert remind_applicants(at=days(world, 1)) == 0
    assert remind_applicants(at=days(world, 2)) > 0
    assert remind_applicants(at=days(world, 3)) == 0
    assert told(world.applicant) == ["case_step_due"]
    [asked] = mine_page(world.applicant, at=days(world, 4)).asked
    assert asked.is_late


def test_a_completion_without_a_limit_never_lapses(world):
    case = asked_to_complete(world)
    assert Correction.objects.get(case=case).last_on is None
    assert services.lapse(at=days(world, 900)) == 0
    case.refresh_from_db()
    assert case.stage == Stage.CORRECTING


def test_a_completion_that_does_not_come_ends_the_case_where_the_type_says_so():
    world = a_city(asking(ENDS))
    case = asked_to_complete(world)
    assert services.lapse(at=days(world, 3)) == 0
    assert services.lapse(at=days(world, 4)) == 1
    assert services.lapse(at=days(world, 4)) == 0
    case.refresh_from_db()
    assert (case.stage, case.ending, case.outcome) == (Stage.REFUSED_ENTRY, "lapsed", "lapsed")
    assert Letter.objects.filter(case=case, code="lapsed").count() == 1
    assert "casework.correction_missed" in kinds(case)
    assert not Obligation.objects.live().exists()
    with pytest.raises(errors.StageError):
        services.submit(case_id=case.pk, key="key-2", actor=world.applicant, at=days(world, 5))


def test_a_completion_that_does_not_come_is_only_noticed_where_the_type_says_nothing():
    world = a_city(asking())
    case = asked_to_complete(world)
    assert services.lapse(at=days(world, 4)) == 1
    case.refresh_from_db()
    assert case.stage == Stage.CORRECTING
    again = services.submit(case_id=case.pk, key="key-2", actor=world.applicant, at=days(world, 5))
    assert again.stage == Stage.SUBMITTED


def test_a_completion_in_time_lapses_never():
    world = a_city(asking(ENDS))
    case = asked_to_complete(world)
    services.submit(case_id=case.pk, key="key-2", actor=world.applicant, at=days(world, 2))
    assert services.lapse(at=days(world, 9)) == 0


def test_papers_that_follow_come_over_the_window_too(world):
    case = without_statutes(world)
    with pytest.raises(PermissionDenied):
        supply(world, case, world.colleague)
    supply(world, case, world.clerk)
    assert FollowUp.objects.get(case=case).supplied_at == world.at
    duty = Obligation.objects.get(kind="casework.follow_up")
    assert duty.state == State.SETTLED


def test_papers_that_do_not_come_are_chased_by_a_letter_and_may_come_late():
    world = a_city(following(CHASES))
    case = without_statutes(world)
    last = FollowUp.objects.get(case=case).last_on
    late = days(world, (last - world.at.date()).days + 1)
    assert services.lapse(at=late - timedelta(days=1)) == 0
    assert services.lapse(at=late) == 1
    assert services.lapse(at=late) == 0
    case.refresh_from_db()
    assert case.stage == Stage.RUNNING
    assert Letter.objects.filter(case=case, code="chased").count() == 1
    assert "casework.papers_missed" in kinds(case)
    supply(world, case, world.applicant, at=late)
    assert FollowUp.objects.get(case=case).supplied_at == late


def test_papers_that_do_not_come_end_the_case_where_the_type_says_so():
    world = a_city(following(ENDS))
    case = without_statutes(world)
    services.lapse(at=days(world, 90))
    case.refresh_from_db()
    assert (case.stage, case.ending) == (Stage.ENDED, "lapsed")
    assert Letter.objects.filter(case=case, code="lapsed").count() == 1
    assert not Obligation.objects.live().exists()


def test_the_applicant_is_reminded_of_papers_that_follow(world):
    with_words(world)
    case = without_statutes(world)
    last = FollowUp.objects.get(case=case).last_on
    near = days(world, (last - world.at.date()).days)
    assert remind_applicants(at=near - timedelta(days=2)) == 0
    assert remind_applicants(at=near) > 0
    assert told(world.applicant)[-1] == "case_step_due"


def test_papers_are_still_wanted_when_what_was_applied_for_is_given(world):
    case = without_statutes(world)
    world.settle(case, "look", "fine")
    world.settle(case, "name_check", "free", actor=world.colleague)
    world.settle(case, "decide", "yes_done")
    assert [each.what for each in mine_page(world.applicant, at=world.at).asked] == ["papers"]
    supply(world, case, world.applicant)
    assert not Obligation.objects.live().exists()
    with pytest.raises(errors.StageError):
        supply(world, case, world.clerk)


def test_papers_are_wanted_no_more_when_the_case_is_refused(world):
    case = without_statutes(world)
    world.settle(case, "look", "poor", reason="太小")
    assert not Obligation.objects.live().exists()
    assert mine_page(world.applicant, at=world.at).asked == []
    assert not subjects().findings


CHECKED = (
    CLUB.replace("after_check: look", "after_check: verify")
    .replace("ends: granted, letter: granted}", "letter: granted}")
    .replace(
        "outcomes:\n  - {id: granted, name: {zh-hans: 准予, en: Granted}, kind: granted}",
        """  - id: verify
    name: {zh-hans: 事后核查, en: Verify}
    holder: market_regulation
    route: [pledge]
    after: ["decide:yes_done"]
    fields: [fire_ok]
    outcomes:
      - {id: kept, name: {zh-hans: 属实, en: Kept}}
      - id: broken
        name: {zh-hans: 不实, en: Broken}
        kind: refused
        needs_reason: true
        ends: revoked
    status: example
outcomes:
  - {id: revoked, name: {zh-hans: 撤销, en: Revoked}, kind: refused, letter: lapsed}
  - {id: granted, name: {zh-hans: 准予, en: Granted}, kind: granted, after: [decide, verify]}""",
    )
)


def pledged(world):
    case = world.with_statutes(world.draft(route="pledge"))
    given = {"case_id": case.pk, "key": "key-1", "actor": world.applicant, "at": world.at}
    with pytest.raises(errors.CommitmentMissingError):
        services.submit(**given)
    case = services.submit(**given, commits=True)
    case = services.accept(case_id=case.pk, actor=world.clerk, at=world.at)
    world.settle(case, "look", "fine")
    world.settle(case, "name_check", "free", actor=world.colleague)
    world.settle(case, "decide", "yes_done")
    return case


def test_what_was_promised_is_checked_after_the_grant_and_keeps_the_case_open():
    world = a_city(CHECKED)
    case = pledged(world)
    assert Case.objects.get(pk=case.pk).stage == Stage.RUNNING
    assert "本人承诺" in Case.objects.get(pk=case.pk).commitment
    world.settle(case, "verify", "kept", values={"fire_ok": "true"})
    assert Case.objects.get(pk=case.pk).ending == "granted"


def test_a_promise_that_does_not_hold_takes_the_grant_back_with_a_reason():
    world = a_city(CHECKED)
    case = pledged(world)
    with pytest.raises(errors.ReasonMissingError):
        world.settle(case, "verify", "broken")
    world.settle(case, "verify", "broken", reason="通道堵塞")
    case = Case.objects.get(pk=case.pk)
    assert (case.stage, case.outcome) == (Stage.ENDED, "revoked")
    assert "通道堵塞" in Letter.objects.get(case=case, code="lapsed").body_zh


def test_nothing_is_checked_afterwards_where_nothing_was_promised():
    world = a_city(CHECKED)
    case = world.running()
    world.settle(case, "look", "fine")
    world.settle(case, "name_check", "free", actor=world.colleague)
    world.settle(case, "decide", "yes_done")
    assert Case.objects.get(pk=case.pk).ending == "granted"
