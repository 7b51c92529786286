"""The desk finds out what is open of a case, and takes in papers that follow."""

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.apps.casework.desk.pages import buttons, of_case, words
from tests.apps.casework.factories import PDF
from tests.apps.casework.test_lapsing import CHASES, ENDS, asking, following, without_statutes
from tests.apps.casework.test_lapsing import a_city as a_patient_city
from tests.apps.casework.test_open_questions import AT_ONCE, TYPE, a_city, file
from yingshang.apps.casework import services
from yingshang.apps.casework.models import CaseFile, Stage


def test_a_case_says_at_the_desk_and_in_the_portal_what_is_to_be_found_out(client, read):
    world = a_city(TYPE)
    case = world.submitted()
    for person, url in (
        (world.clerk, of_case(case)),
        (world.applicant, f"/my/{case.number}/"),
    ):
        page = read(person, url)
        said = words(page, "#questions")
        assert "还要查明" in said
        assert "有负债的不能成立俱乐部" in said
        assert world.unit.official_name_zh in said


def test_a_case_is_accepted_with_what_was_found_out(read, send):
    world = a_city(TYPE)
    case = world.submitted()
    url = of_case(case, "accept")
    assert read(world.clerk, url).select_one("[name=a-has_debts]")
    page = send(world.clerk, url, status=422)
    assert "有负债" in words(page)
    send(world.clerk, url, **{"a-has_debts": "false"})
    case.refresh_from_db()
    assert case.stage == Stage.RUNNING
    assert read(world.clerk, of_case(case)).select_one("#questions") is None


def test_a_case_is_accepted_with_a_reason_why_something_stays_open(read, send):
    world = a_city(TYPE)
    case = world.submitted()
    send(world.clerk, of_case(case, "accept"), open_reason="系统停机")
    case.refresh_from_db()
    assert case.stage == Stage.RUNNING
    assert "系统停机" in words(read(world.applicant, f"/my/{case.number}/"), "#questions")


def test_a_running_case_is_found_to_be_barred_from_its_page(read, send):
    world = a_city(AT_ONCE)
    case = file(world)
    assert "answer_questions" in buttons(read(world.clerk, of_case(case)))
    send(world.clerk, of_case(case, "answer_questions"), status=422)
    send(world.clerk, of_case(case, "answer_questions"), **{"a-has_debts": "true"})
    case.refresh_from_db()
    assert case.ending == "barred"
    assert "answer_questions" not in buttons(read(world.clerk, of_case(case)))


def test_a_window_clerk_takes_in_papers_that_follow(read, send):
    world = a_patient_city(following(CHASES))
    case = without_statutes(world)
    url = of_case(case, "supply")
    assert "supply" in buttons(read(world.clerk, of_case(case)))
    assert "supply" not in buttons(read(world.colleague, of_case(case)))
    send(world.clerk, url, status=422)
    send(world.clerk, url, **{"p-statutes": SimpleUploadedFile("章程.pdf", PDF)})
    assert CaseFile.objects.get(case=case).attached_by == world.clerk
    assert "supply" not in buttons(read(world.clerk, of_case(case)))


def test_the_desk_says_until_when_a_completion_is_awaited(read):
    world = a_patient_city(asking())
    case = world.submitted()
    items = [{"what": "club_name", "zh": "名称不清楚。", "en": "Not clear."}]
    services.ask_correction(case_id=case.pk, items=items, actor=world.clerk, at=world.at)
    assert "11月21日截止" in words(read(world.clerk, of_case(case)))


def test_the_desk_says_that_a_completion_without_a_last_day_does_not_lapse(world, read):
    case = world.submitted()
    items = [{"what": "club_name", "zh": "名称不清楚。", "en": "Not clear."}]
    services.ask_correction(case_id=case.pk, items=items, actor=world.clerk, at=world.at)
    assert "不因逾期失效" in words(read(world.clerk, of_case(case)))


def test_an_applicant_reads_until_when_and_what_comes_of_silence(read):
    world = a_patient_city(asking(ENDS))
    case = world.submitted()
    items = [{"what": "club_name", "zh": "名称不清楚。", "en": "Not clear."}]
    services.ask_correction(case_id=case.pk, items=items, actor=world.clerk, at=world.at)
    said = words(read(world.applicant, f"/my/{case.number}/form"), ".ask")
    assert "2024年11月21日" in said
    assert "逾期视为撤回" in said


def test_papers_that_follow_say_until_when_and_what_comes_of_silence(read):
    world = a_patient_city(following(CHASES))
    case = without_statutes(world)
    assert "逾期不失效" in words(read(world.applicant, f"/my/{case.number}/papers"))
    assert "逾期不失效" in words(read(world.clerk, of_case(case)))
