"""The books: sound after every kind of life, and each thing that is wrong is found."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.conftest import TODAY
from yingshang.apps.casework import services
from yingshang.apps.casework.models import Case, CaseUnit, Letter, Step
from yingshang.apps.casework.selectors.books import check_books
from yingshang.apps.casework.services.discarding import discard
from yingshang.apps.obligations.models import Obligation

pytestmark = pytest.mark.django_db


@pytest.fixture
def running(world):
    """A case with an open step that has a clock."""
    world.running("before")
    return world.running("this")


def faulty():
    return {entry.en: list(entry.findings) for entry in check_books().entries if entry.findings}


def timed(case):
    return Step.objects.open().filter(case=case, due_at__isnull=False).first()


def test_books_of_an_empty_house_are_sound(world):
    assert check_books().is_sound
    assert check_books().accounts == []


def test_drafts_cases_under_way_and_withdrawn_ones_are_accounted_for(world, running):
    world.draft()
    world.submitted("third")
    services.withdraw(
        case_id=running.pk, reason="不办了", actor=world.applicant, at=world.at + timedelta(hours=1)
    )
    books = check_books()
    assert books.is_sound, faulty()
    account = books.accounts[0]
    assert (account.opened, account.drafts, account.under_way) == (4, 1, 2)
    assert account.endings == {"withdrawn": 1}


def test_a_draft_that_was_discarded_is_not_missed(world):
    discard(case_id=world.draft().pk, actor=world.applicant, at=world.at)
    assert check_books().is_sound


def test_a_case_that_is_over_without_saying_how_does_not_add_up(running):
    Case.objects.filter(pk=running.pk).update(stage="ended", ended_at=TODAY)
    assert "Opened = drafts + under way + over" in faulty()


def test_a_case_that_the_ledger_does_not_know_is_found(running):
    copied = Case.objects.get(pk=running.pk)
    copied.pk, copied.number = 9_000, "QK-2024-009000-0"
    copied.receipt_code, copied.idempotency_key = "another", None
    copied.save(force_insert=True)
    found = faulty()["Cases and the ledger agree"]
    assert "QK-2024-009000-0" in found[0].en


def test_a_case_that_vanished_is_found(world, running):
    key = running.pk
    Letter.objects.filter(case=running).delete()
    Case.objects.filter(pk=key).delete()
    assert f"inner number {key}" in faulty()["Cases and the ledger agree"][0].en


def test_a_number_with_a_wrong_check_digit_is_found(running):
    wrong = running.number[:-1] + str((int(running.number[-1]) + 1) % 10)
    Case.objects.filter(pk=running.pk).update(number=wrong)
    assert wrong in faulty()["Numbers unique, check digits right"][0].zh


def test_a_case_handed_in_without_a_receipt_is_found(running):
    if not Letter.objects.filter(case=running).exists():
        pytest.skip("this type gives no receipt")
    Letter.objects.filter(case=running).delete()
    assert running.number in faulty()["What was handed in has a receipt"][0].en


def test_a_case_under_way_that_waits_for_nobody_is_found(running):
    Step.objects.filter(case=running).update(status="done", settled_at=TODAY)
    assert running.number in faulty()["Cases under way wait for somebody"][0].en


def test_a_step_left_open_by_a_case_that_is_over_is_found(running):
    Case.objects.filter(pk=running.pk).update(stage="ended", ending="done", ended_at=TODAY)
    assert running.number in faulty()["Cases that are over left nothing open"][0].en


def test_a_holder_who_does_not_see_the_case_is_found(running):
    CaseUnit.objects.filter(case=running).delete()
    assert running.number in faulty()["Holders see their cases"][0].en


def test_a_clock_without_a_duty_is_found(running):
    Obligation.objects.filter(subject_key=str(timed(running).pk)).delete()
    found = faulty()["One duty for every clock"]
    assert len(found) == 1
    assert running.number in found[0].zh


def test_a_duty_with_another_last_day_than_its_step_is_found(running):
    duties = Obligation.objects.filter(subject_key=str(timed(running).pk))
    later = duties.get().due_at + timedelta(days=1)
    duties.update(due_at=later)
    assert "0 of them" in faulty()["One duty for every clock"][0].en


def test_a_duty_without_a_case_is_found(running):
    Obligation.objects.filter(subject_key=str(timed(running).pk)).update(subject_key="999999")
    assert "No duty without a case" in faulty()


def test_a_duty_that_counts_as_settled_without_an_instant_is_found(running):
    Obligation.objects.filter(kind="casework.acceptance").update(
        state="settled", claimed_at=None, claimed_by=None
    )
    assert len(faulty()["Settled duties say when"]) == 2


def test_a_long_list_of_faults_is_cut_and_says_so(world):
    for number in range(22):
        world.running(f"key-{number}")
    CaseUnit.objects.all().delete()
    found = faulty()["Holders see their cases"]
    assert found[-1].en == "There are more; see to these first."
    assert len(found) == 21


def test_more_cases_need_no_more_queries(world):
    world.running("one")
    with CaptureQueriesContext(connection) as first:
        check_books()
    for number in range(4):
        world.running(f"more-{number}")
    with CaptureQueriesContext(connection) as second:
        check_books()
    assert len(second) == len(first)
