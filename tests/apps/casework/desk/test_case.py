"""The page of a case and every act on it."""

from datetime import timedelta

import pytest

from tests.apps.casework.desk.pages import buttons, of_case, of_step, words
from tests.apps.casework.factories import PDF, holding
from tests.apps.directory.factories import UnitFactory
from yingshang.apps.casework import services
from yingshang.apps.casework.models import Letter, Stage
from yingshang.apps.casework.parties import Party
from yingshang.apps.ledger.models import Clock, Event


def advanced(world, days):
    """The morning `days` later, for services and pages alike."""
    world.at += timedelta(days=days)
    Clock.objects.update(standing_at=world.at)


def unit_key(unit):
    return str(unit.pk)


def person_key(unit, person):
    return f"{unit.pk}:{person.pk}"


def test_a_submitted_case_is_accepted_completed_or_refused(world, read, send):
    case = world.submitted()
    page = read(world.clerk, of_case(case))
    assert buttons(page) == ["accept", "ask_correction", "refuse_entry"]
    send(world.clerk, of_case(case, "accept"))
    case.refresh_from_db()
    assert case.stage == Stage.RUNNING
    page = read(world.handler, of_case(case))
    assert "accept" not in buttons(page)
    assert [each.text for each in page.select("#open h3")]


def test_completion_is_asked_for_once_with_everything_on_one_form(world, read, send):
    case = world.submitted()
    url = of_case(case, "ask_correction")
    send(world.clerk, url, status=422)
    send(world.clerk, url, item_statutes="没有签字", item_members="与章程不一致", other="带原件")
    case.refresh_from_db()
    assert case.stage == Stage.CORRECTING
    said = [each["zh"] for each in case.correction.items]
    assert [len(said), said[2]] == [3, "带原件"]
    assert "没有签字" in words(read(world.clerk, of_case(case)))
    assert "ask_correction" not in buttons(read(world.clerk, of_case(case)))


def test_acceptance_is_refused_with_a_reason_only(world, send):
    case = world.submitted()
    send(world.clerk, of_case(case, "refuse_entry"), status=422)
    send(world.clerk, of_case(case, "refuse_entry"), reason="不属于本机关职权")
    case.refresh_from_db()
    assert (case.stage, case.reason) == (Stage.REFUSED_ENTRY, "不属于本机关职权")


def test_a_step_is_settled_with_its_fields(world, read, send):
    case = world.running()
    step = world.step(case, "look")
    assert buttons(read(world.handler, of_case(case)), step)[0] == "settle"
    url = of_step(step, "settle")
    assert "消防合格" in words(read(world.handler, url))
    refused = send(world.handler, url, status=422, outcome="poor", **{"a-fire_ok": "false"})
    assert "请写明原因" in words(refused) or "理由" in words(refused)
    send(world.handler, url, outcome="fine", **{"a-fire_ok": "true"})
    step.refresh_from_db()
    assert (step.status, step.outcome, step.settled_by) == ("done", "fine", world.handler)


def test_a_letter_is_looked_at_before_it_is_issued_and_downloaded_after(world, read, client):
    case = world.running()
    world.settle(case, "look", "fine", values={"fire_ok": "true"})
    world.settle(case, "name_check", "free", actor=world.colleague)
    decide = world.step(case, "decide")
    assert "棋社：准予" in words(read(world.handler, of_step(decide, "settle")))
    world.settle(case, "decide", "yes_done")
    letter = Letter.objects.get(case=case, code="granted")
    url = f"/cases/letters/{letter.pk}.docx"
    client.force_login(world.handler)
    assert client.get(url).content.startswith(b"PK")
    assert f'href="{url}"' in str(read(world.handler, of_case(case)))
    client.force_login(holding("handler", UnitFactory()))
    assert client.get(url).status_code == 404


def test_whoever_comes_second_is_told_who_decided_and_when(world, read, send):
    case = world.running()
    step = world.step(case, "look")
    second = holding("handler", world.unit)
    read(second, of_step(step, "settle"))
    world.settle(case, "look", "fine", values={"fire_ok": "true"})
    send(second, of_step(step, "settle"), outcome="fine", **{"a-fire_ok": "true"})
    page = read(second, of_case(case))
    told = words(page, "#flashes")
    assert world.handler.name in told
    assert "实地查看" in told
    assert "2024年11月18日 09:00" in told
    assert "settle" not in buttons(page)


def test_an_act_that_is_no_longer_possible_leads_back_to_the_case(world, client):
    case = world.running()
    step = world.step(case, "look")
    world.settle(case, "look", "fine", values={"fire_ok": "true"})
    client.force_login(world.handler)
    response = client.get(of_step(step, "settle"), follow=True)
    assert response.redirect_chain == [(of_case(case), 302)]
    assert world.handler.name in response.content.decode()


def test_a_unit_that_is_not_of_the_case_finds_nothing(world, client):
    case = world.submitted()
    client.force_login(holding("handler", UnitFactory()))
    for name in ("", "accept"):
        assert client.get(of_case(case, name)).status_code == 404


def test_countersigning_holds_the_step_until_all_agree(world, read, send):
    case = world.running()
    step = world.step(case, "look")
    asked = [unit_key(world.second)]
    send(world.handler, of_step(step, "countersign"), parties=asked, mode="all")
    page = read(world.handler, of_case(case))
    assert "settle" not in buttons(page, step)
    assert "须全部同意" in words(page, f"#step-{step.pk}").replace(" ", "")
    assert buttons(read(world.colleague, of_case(case)), step)[0] == "sign"
    send(world.colleague, of_step(step, "sign"), agrees="yes", words="同意")
    assert buttons(read(world.handler, of_case(case)), step)[0] == "settle"


def test_a_signatory_is_added_and_taken_off(world, read, send):
    case = world.running()
    step = world.step(case, "look")
    third = UnitFactory()
    services.countersign(
        step_id=step.pk,
        parties=[Party(unit_id=world.second.pk)],
        actor=world.handler,
        at=world.at,
    )
    send(world.handler, of_step(step, "add_signatory"), party=unit_key(third), where="parallel")
    assert step.signatories.count() == 2
    assert str(third) in words(read(world.handler, of_step(step, "remove_signatory")))
    send(world.handler, of_step(step, "remove_signatory"), seat=f"unit:{third.pk}")
    assert step.signatories.get(unit=third).opinion == "removed"


def test_a_step_goes_back_to_any_earlier_one_with_a_reason(world, read, send):
    case = world.running()
    world.settle(case, "look", "fine", values={"fire_ok": "true"})
    world.settle(case, "name_check", "free", actor=world.colleague)
    decide = world.step(case, "decide")
    url = of_step(decide, "send_back")
    assert {each["value"] for each in read(world.handler, url).select("[name=to]")} == {
        "look",
        "name_check",
    }
    send(world.handler, url, status=422, to="look")
    send(world.handler, url, to="look", reason="照片不清")
    assert world.step(case, "look").status == "open"
    assert "照片不清" in words(read(world.handler, of_case(case)))


def test_a_decision_is_taken_back_while_nobody_acted_on_it(world, read, send):
    case = world.running()
    world.settle(case, "look", "fine", values={"fire_ok": "true"})
    done = world.step(case, "look")
    assert buttons(read(world.handler, of_case(case)), done) == ["take_back"]
    send(world.handler, of_step(done, "take_back"), reason="选错了结果")
    assert world.step(case, "look").number == 2


def test_a_delegate_proposes_and_the_holder_confirms(world, read, send):
    case = world.running()
    step = world.step(case, "look")
    other = holding("handler", world.unit)
    services.hand_over(
        step_id=step.pk,
        to=Party(unit_id=world.unit.pk, person_id=world.handler.pk),
        actor=world.handler,
        at=world.at,
    )
    key = person_key(world.unit, other)
    send(world.handler, of_step(step, "delegate"), party=key)
    send(other, of_step(step, "settle"), outcome="fine", **{"a-fire_ok": "true"})
    page = read(world.handler, of_case(case))
    assert buttons(page, step)[0] == "confirm"
    send(world.handler, of_step(step, "confirm"))
    step.refresh_from_db()
    assert step.status == "done"


def test_help_is_asked_for_given_and_no_longer_waited_for(world, read, send):
    case = world.running()
    step = world.step(case, "look")
    third = UnitFactory()
    asked = [unit_key(world.second), unit_key(third)]
    send(world.handler, of_step(step, "co_handle"), parties=asked)
    assert buttons(read(world.colleague, of_case(case)), step)[0] == "give_help"
    send(world.colleague, of_step(step, "give_help"), words="没有意见")
    send(world.handler, of_step(step, "release_helper"), seat=f"unit:{third.pk}")
    assert "settle" in buttons(read(world.handler, of_case(case)), step)
    assert "没有意见" in words(read(world.handler, of_case(case)))


def test_another_unit_of_the_case_urges_the_holder(world, read, send):
    case = world.running()
    step = world.step(case, "look")
    assert buttons(read(world.colleague, of_case(case)), step) == ["urge"]
    send(world.colleague, of_step(step, "urge"), words="请抓紧")
    assert "请抓紧" in words(read(world.handler, of_case(case)))


def test_a_hand_over_needs_a_reason_and_says_it(world, read, send):
    case = world.running()
    step = world.step(case, "look")
    url = of_step(step, "hand_over")
    send(world.handler, url, status=422, party=unit_key(world.second))
    send(world.handler, url, party=unit_key(world.second), reason="属对方职责")
    step.refresh_from_db()
    assert step.holder_unit == world.second
    assert "属对方职责" in words(read(world.handler, of_case(case)))


def test_a_late_step_is_explained_before_it_is_settled(world, read, send):
    case = world.running()
    step = world.step(case, "look")
    advanced(world, 30)
    page = read(world.handler, of_case(case))
    assert buttons(page, step)[0] == "explain_lateness"
    assert "settle" not in buttons(page, step)
    assert "逾期" in words(page, f"#step-{step.pk}")
    send(world.handler, of_step(step, "explain_lateness"), reason="大雪封路")
    page = read(world.handler, of_case(case))
    assert "大雪封路" in words(page, f"#step-{step.pk}")
    assert buttons(page, step)[0] == "settle"


def test_a_date_explains_itself(world, read):
    case = world.running()
    page = read(world.handler, of_case(case))
    step = world.step(case, "look")
    place = page.select_one(f"#step-{step.pk}")
    assert place.select("details.why li")
    link = place.select_one(".clock a[href^='/desk/obligations/']")
    assert read(world.handler, link["href"])
    promised, statutory = (each["datetime"] for each in place.select("time")[:2])
    assert promised < statutory


def test_personal_answers_are_masked_until_a_reason_is_given(world, read, send, caplog):
    case = world.submitted(
        values={
            "club_name": "棋社",
            "members": "12",
            "has_room": "true",
            "room": "人民大街1号",
            "phone": "13900001234",
        }
    )
    page = read(world.clerk, of_case(case))
    assert "13900001234" not in str(page)
    send(world.clerk, f"/cases/{case.number}/reveal", status=422)
    with caplog.at_level("INFO", logger="yingshang.access"):
        page = send(world.clerk, f"/cases/{case.number}/reveal", 200, reason="电话核实")
    assert "13900001234" in words(page)
    assert "电话核实" in caplog.text
    assert "casework.personal.phone" in caplog.text


def test_the_timeline_has_no_line_twice(world, read):
    case = world.running()
    world.settle(case, "look", "fine", values={"fire_ok": "true"})
    lines = [
        each.get_text(strip=True)
        for each in read(world.handler, of_case(case)).select(".timeline__sentence")
    ]
    assert lines
    assert len(lines) == len(set(lines))
    assert Event.objects.count() >= len(lines)


def test_the_course_is_drawn_and_told(world, read):
    case = world.running()
    page = read(world.handler, of_case(case))
    assert page.select_one("svg.process title").text == "成立俱乐部"
    assert "核名" in words(page, "#course .why")


@pytest.mark.parametrize("name", ["link", "issue_letter"])
def test_an_act_for_which_the_type_has_nothing_is_not_offered(world, read, name):
    assert name not in buttons(read(world.handler, of_case(world.running())))


def test_a_file_is_shown_to_units_of_the_case_only(world, client):
    case = world.submitted()
    key = case.files.get().pk
    client.force_login(world.clerk)
    looked = client.get(f"/cases/papers/{key}?look")
    assert looked["Content-Type"] == "application/pdf"
    assert looked["Content-Disposition"].startswith("inline")
    assert b"".join(looked.streaming_content) == PDF
    client.force_login(holding("handler", UnitFactory()))
    assert client.get(f"/cases/papers/{key}").status_code == 404
