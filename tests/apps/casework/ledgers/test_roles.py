"""Who keeps a ledger: the liaison adds, edits and settles; the reviewer checks what others did."""

from django.urls import reverse

from tests.apps.casework.desk.pages import of_case, of_step
from tests.apps.casework.factories import holding
from tests.apps.casework.ledgers.test_pages import address, form
from yingshang.apps.casework.models import Case, Stage


def test_a_liaison_adds_rows_and_puts_them_right(summer, client):
    client.force_login(summer.liaison)
    assert client.post(address("ledger_add"), form()).status_code == 302
    case = Case.objects.get()
    page = client.get(f"{address()}?edit={case.number}").content.decode()
    assert "edit=" in page
    changed = form(amount="130000") | {"revision": case.revision}
    done = client.post(reverse("casework:ledger_row", args=[case.type_code, case.number]), changed)
    case.refresh_from_db()
    assert (done.status_code, case.values["amount"]) == (302, "130000.00")


def test_a_liaison_settles_what_the_unit_holds(summer, client):
    case = summer.row()
    client.force_login(summer.liaison)
    assert "settle" in client.get(address()).content.decode()
    step = summer.step(case, "examine")
    given = {"outcome": "assigned", "a-handler": "dongliao_county", "a-disputed": "false"}
    sent = client.post(of_step(step, "settle"), given | {"a-in_court": "false"})
    step.refresh_from_db()
    assert (sent.status_code, step.status, step.settled_by) == (302, "done", summer.liaison)


def test_a_reviewer_checks_what_somebody_else_closed(summer, client):
    case = summer.paid_up(summer.row())
    step = summer.step(case, "close_out")
    client.force_login(summer.reviewer)
    assert of_step(step, "verify") in client.get(address()).content.decode()
    assert of_step(step, "verify") in client.get(of_case(case)).content.decode()
    assert client.post(of_step(step, "verify"), {"holds": "yes"}).status_code == 302
    case.refresh_from_db()
    assert (case.stage, summer.step(case, "close_out").checked_by) == (Stage.ENDED, summer.reviewer)


def test_a_reviewer_neither_adds_nor_changes_rows(summer, client):
    case = summer.row()
    client.force_login(summer.reviewer)
    assert client.post(address("ledger_add"), form()).status_code == 403
    page = client.get(address()).content.decode()
    assert ("?add=1" in page, f"edit={case.number}" in page) == (False, False)
    row = reverse("casework:ledger_row", args=[case.type_code, case.number])
    assert client.post(row, form() | {"revision": case.revision}).status_code == 404


def test_nobody_checks_what_they_closed_themselves(summer, client):
    summer.handler = summer.liaison
    case = summer.paid_up(summer.row())
    step = summer.step(case, "close_out")
    client.force_login(summer.liaison)
    assert of_step(step, "verify") not in client.get(of_case(case)).content.decode()


def test_a_liaison_of_another_unit_sees_nothing_of_a_row(summer, client):
    case = summer.row()
    client.force_login(holding("liaison", summer.elsewhere.posts.get().unit))
    assert client.get(of_case(case)).status_code == 404


def test_a_liaison_opens_no_case_of_a_service(world, client):
    case = world.running()
    client.force_login(holding("liaison", world.unit))
    assert client.get(of_case(case)).status_code == 404
    assert client.get(of_step(world.step(case, "look"), "settle")).status_code == 404
