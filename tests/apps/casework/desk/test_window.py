"""The window: a case is opened for somebody, filled in, and handed in."""

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.apps.casework.desk.pages import words
from tests.apps.casework.factories import PDF, holding
from tests.apps.directory.factories import an_enterprise
from yingshang.apps.casework.models import Case, Stage, Way

NEW = "/cases/new/club/"
FORM = {"a-club_name": "棋社", "a-members": "12", "a-has_room": "false", "revision": "1"}


def begun(world, send, **others):
    person = world.applicant
    data = {"login": person.login, "name": person.name, "unit": str(world.unit.pk), "key": "k"}
    send(world.clerk, NEW, **{**data, "route": "usual", **others})
    return Case.objects.get()


def fill_url(case):
    return f"/cases/{case.number}/fill/"


def paper():
    return SimpleUploadedFile("章程.pdf", PDF)


def test_services_of_the_window_are_listed_and_opened_for_a_person(world, read, send):
    assert "成立俱乐部" in words(read(world.clerk, "/cases/new/"))
    case = begun(world, send)
    assert (case.way, case.stage, case.applicant) == (Way.WINDOW, Stage.DRAFT, world.applicant)
    assert "填写并提交" in words(read(world.clerk, f"/cases/{case.number}/"))


def test_pressing_twice_begins_one_case(world, send):
    begun(world, send)
    begun(world, send)
    assert Case.objects.count() == 1


def test_an_enterprise_is_found_by_its_credit_code(world, send):
    firm = an_enterprise()
    case = begun(world, send, login="", name="", credit_code=firm.credit_code)
    assert case.enterprise == firm


def test_an_applicant_nobody_knows_is_said_and_nothing_begins(world, send):
    data = {"login": "nobody", "name": "无", "unit": str(world.unit.pk), "key": "k"}
    page = send(world.clerk, NEW, 422, route="usual", **data)
    assert page.select(".field__error li")
    assert not Case.objects.exists()


def test_a_form_is_saved_and_gone_on_with(world, read, send):
    case = begun(world, send)
    send(world.clerk, fill_url(case), **FORM)
    assert 'value="棋社"' in str(read(world.clerk, fill_url(case)))
    case.refresh_from_db()
    assert case.stage == Stage.DRAFT


def test_what_is_missing_is_said_beside_its_question_and_what_fits_is_kept(world, send):
    case = begun(world, send)
    page = send(world.clerk, fill_url(case), 422, submit="yes", **{**FORM, "a-members": "x"})
    assert "请填写数字" in words(page)
    case.refresh_from_db()
    assert case.values["club_name"] == "棋社"
    again = page.select_one("[name=revision]")["value"]
    form = {**FORM, "revision": again, "p-statutes": paper()}
    send(world.clerk, fill_url(case), submit="yes", **form)
    case.refresh_from_db()
    assert case.stage == Stage.SUBMITTED
    assert case.files.get().name == "章程.pdf"


def test_a_file_is_taken_off_before_it_is_handed_in(world, read, send):
    case = begun(world, send)
    send(world.clerk, fill_url(case), **{**FORM, "p-statutes": paper()})
    key = read(world.clerk, fill_url(case)).select_one("[name=detach]")["value"]
    send(world.clerk, fill_url(case), detach=key, revision="2")
    assert not case.files.exists()


def test_another_unit_finds_no_form(world, client, send):
    case = begun(world, send)
    client.force_login(holding("window_clerk", world.second))
    assert client.get(fill_url(case)).status_code == 404
