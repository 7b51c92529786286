"""The pages of the portal, from finding a service to holding a receipt."""

import re
from dataclasses import replace
from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.apps.casework.factories import CLUB, PDF, VALUES, a_world
from tests.apps.directory.factories import PersonFactory, an_enterprise, representative_of
from yingshang.apps.casework import services
from yingshang.apps.casework.kinds import ACCEPTANCE
from yingshang.apps.casework.models import Case, CaseFile, Stage
from yingshang.apps.casework.selectors.portal import guides
from yingshang.apps.casework.types import current_type
from yingshang.apps.directory.models import Authorisation
from yingshang.apps.obligations.models import Obligation

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return a_world()


def url(name, *args):
    return reverse(f"casework:{name}", args=args)


def html(response):
    return BeautifulSoup(response.content, "html.parser")


def begun(client, world, key="k"):
    client.force_login(world.applicant)
    client.post(url("apply", "club"), {"whom": "myself", "key": key})
    return Case.objects.get()


def typed(case, act="submit", **others):
    """The form as a browser without scripts sends it."""
    return {
        "act": act,
        "revision": case.revision,
        "key": case.receipt_code,
        "route": "usual",
        **{f"a-{key}": value for key, value in VALUES.items()},
    } | others


def post(client, case, act="submit", **others):
    case.refresh_from_db()
    return client.post(url("form", case.number), typed(case, act, **others))


def with_paper(name="章程.pdf"):
    return {"p-statutes": SimpleUploadedFile(name, PDF)}


def handed_in(client, world):
    case = begun(client, world)
    post(client, case, **with_paper())
    case.refresh_from_db()
    return case


def test_a_service_is_found_by_any_of_its_words(client, world):
    assert html(client.get(url("services") + "?words=俱乐部")).select_one(".services__name")
    nothing = client.get(url("services") + "?words=飞机场")
    assert html(nothing).select_one(".empty")


def test_the_guide_says_what_nobody_knows(client, world):
    page = html(client.get(url("guide", "club")))
    assert "–" in page.find("dt", string=re.compile("九成")).parent.get_text()
    assert page.select_one("svg.process title").get_text() == "成立俱乐部"
    assert "未写明" in page.find("dt", string="费用").parent.get_text()


def test_a_guide_that_does_not_exist_is_missing(client, world):
    assert client.get(url("guide", "nothing")).status_code == 404


def test_one_must_sign_in_to_apply(client, world):
    assert client.get(url("apply", "club")).url.startswith("/login")


def test_pressing_begin_twice_makes_one_draft(client, world):
    client.force_login(world.applicant)
    data = {"whom": "myself", "key": "the-same"}
    first, second = (client.post(url("apply", "club"), data) for _ in range(2))
    assert first.url == second.url
    assert Case.objects.count() == 1


def test_nobody_applies_in_a_name_that_is_not_theirs(client, world):
    other = PersonFactory()
    client.force_login(world.applicant)
    answer = client.post(url("apply", "club"), {"whom": f"p{other.pk}", "key": "k"})
    assert answer.status_code == 422
    assert not Case.objects.exists()


def test_a_draft_is_gone_on_with_where_it_was_left(client, world):
    case = begun(client, world)
    assert post(client, case, "save").url == url("mine")
    page = html(client.get(url("form", case.number)))
    assert page.select_one("[name=a-club_name]")["value"] == "棋社"
    assert url("form", case.number) in client.get(url("apply", "club")).content.decode()


def test_what_does_not_fit_is_said_beside_it_and_the_rest_is_kept(client, world):
    case = begun(client, world)
    answer = post(client, case, "update", **{"a-members": "viele"})
    assert answer.status_code == 422
    assert "数字" in html(answer).select_one("#field-members .field__error").get_text()
    assert html(answer).select_one("[name=a-members]")["value"] == "viele"
    case.refresh_from_db()
    assert case.values["club_name"] == "棋社"
    assert "members" not in case.values


def test_a_question_that_does_not_apply_is_not_asked(client, world):
    case = begun(client, world)
    assert html(client.get(url("form", case.number))).select_one("#field-room")
    answer = post(client, case, "update", **{"a-has_room": "false"})
    assert html(answer).select_one("#field-room") is None


def test_everything_missing_is_said_at_once_and_nothing_is_handed_in(client, world):
    case = begun(client, world)
    answer = post(client, case, **{"a-club_name": "", "a-members": ""})
    page = html(answer)
    assert answer.status_code == 422
    assert page.select_one("#field-club_name .field__error")
    assert page.select_one("#field-members .field__error")
    case.refresh_from_db()
    assert case.stage == Stage.DRAFT


def test_a_missing_paper_is_said_beside_it(client, world):
    case = begun(client, world)
    assert html(post(client, case)).select_one("#paper-statutes .field__error")


def test_a_file_that_is_none_is_refused_beside_it(client, world):
    case = begun(client, world)
    bad = {"p-statutes": SimpleUploadedFile("x.pdf", b"\x7fELF\x00\x01")}
    answer = post(client, case, **bad)
    assert html(answer).select_one("#paper-statutes .field__error")
    assert not CaseFile.objects.exists()


def test_a_file_can_be_taken_off_again(client, world):
    case = begun(client, world)
    post(client, case, "update", **with_paper())
    post(client, case, "", detach=str(CaseFile.objects.get().pk))
    assert not CaseFile.objects.exists()


def test_pressing_hand_in_twice_is_one_case_and_one_receipt(client, world):
    case = begun(client, world)
    post(client, case, "update", **with_paper())
    case.refresh_from_db()
    form = typed(case)
    first, second = (client.post(url("form", case.number), form) for _ in range(2))
    assert first.url == second.url == url("own_receipt", case.number)
    assert Case.objects.count() == 1


def test_going_back_after_handing_in_changes_nothing(client, world):
    case = handed_in(client, world)
    before = dict(case.values)
    answer = client.post(url("form", case.number), typed(case, **{"a-club_name": "别的"}))
    assert answer.url == url("own_receipt", case.number)
    case.refresh_from_db()
    assert case.values == before


def test_an_old_page_does_not_overwrite_what_it_has_not_seen(client, world):
    case = begun(client, world)
    form = typed(case, "update")
    services.save_draft(
        case_id=case.pk,
        revision=case.revision,
        values={"club_name": "新名"},
        actor=world.applicant,
        at=world.at,
    )
    assert client.post(url("form", case.number), form).status_code == 422
    case.refresh_from_db()
    assert case.values["club_name"] == "新名"


def test_saving_as_one_goes_is_no_clash_with_oneself(client, world):
    case = begun(client, world)
    form = typed(case, "keep")
    swapped = client.post(url("form", case.number), form, headers={"HX-Request": "true"})
    revision = html(swapped).select_one("[name=revision]")["value"]
    last = form | {"act": "submit", "revision": revision} | with_paper()
    assert client.post(url("form", case.number), last).status_code == 302


def test_a_page_whose_questions_stay_is_only_told_that_it_is_saved(client, world):
    case = begun(client, world)
    htmx = {"HX-Request": "true"}
    first = client.post(url("form", case.number), typed(case, "keep"), headers=htmx)
    shape = html(first).select_one("[name=shape]")["value"]
    case.refresh_from_db()
    form = typed(case, "keep", shape=shape)
    second = client.post(url("form", case.number), form, headers=htmx)
    assert second.headers["HX-Retarget"] == "#saved"
    assert [each["name"] for each in html(second).select("input")] == ["revision"]


def test_the_swapped_questions_equal_a_fresh_page(client, world):
    case = begun(client, world)
    htmx = {"HX-Request": "true"}
    swapped = html(client.post(url("form", case.number), typed(case, "keep"), headers=htmx))
    fresh = html(client.get(url("form", case.number))).select_one("#questions")
    for page in (swapped, fresh):
        page.select_one("#saved").extract()
    assert swapped.select_one("#questions") == fresh


def test_a_commitment_is_shown_and_has_to_be_accepted(client, world):
    case = begun(client, world)
    page = post(client, case, "update", route="pledge", **with_paper())
    assert "本人承诺符合条件" in html(page).get_text()
    assert post(client, case, route="pledge").status_code == 422
    assert post(client, case, route="pledge", commits="yes").status_code == 302
    case.refresh_from_db()
    assert case.commitment == "本人承诺符合条件。"


def test_papers_that_may_follow_are_listed_with_their_last_day_and_then_asked_for(client, world):
    case = begun(client, world)
    page = html(post(client, case, "update", route="later"))
    assert "章程" in page.find("h2", string="可以后补的材料").parent.get_text()
    post(client, case, route="later")
    services.accept(case_id=case.pk, actor=world.clerk, at=world.at)
    assert "后补1份材料" in client.get(url("mine")).content.decode()
    assert client.post(url("follow_up", case.number), {}).status_code == 422
    assert client.post(url("follow_up", case.number), with_paper()).status_code == 302
    assert "后补1份材料" not in client.get(url("mine")).content.decode()


def test_everything_that_is_asked_is_answered_in_one_form(client, world):
    case = handed_in(client, world)
    items = [{"what": "members", "zh": "人数与章程不符。", "en": "Members differ."}]
    services.ask_correction(case_id=case.pk, items=items, actor=world.clerk, at=world.at)
    assert "补正1处" in client.get(url("mine")).content.decode()
    page = html(client.get(url("form", case.number)))
    assert "人数与章程不符" in page.select_one(".ask").get_text()
    key = page.select_one("[name=key]")["value"]
    assert post(client, case, key=key, **{"a-members": "13"}).status_code == 302
    case.refresh_from_db()
    assert (case.stage, case.values["members"]) == (Stage.SUBMITTED, 13)


def test_an_old_form_never_answers_a_correction(client, world):
    case = handed_in(client, world)
    old = typed(case)
    items = [{"what": "members", "zh": "人数不符。", "en": "Members differ."}]
    services.ask_correction(case_id=case.pk, items=items, actor=world.clerk, at=world.at)
    assert client.post(url("form", case.number), old).status_code == 422
    case.refresh_from_db()
    assert case.stage == Stage.CORRECTING


def test_a_matter_that_waits_says_until_when_the_office_answers(client, world):
    case = handed_in(client, world)
    waiting = html(client.get(url("matter", case.number))).select_one(".facts").get_text()
    last_on = Obligation.objects.get(kind=ACCEPTANCE.code).due_on
    assert "受理期限" in waiting
    assert f"{last_on.year}年{last_on.month}月{last_on.day}日" in waiting
    services.accept(case_id=case.pk, actor=world.clerk, at=world.at)
    assert "受理期限" not in client.get(url("matter", case.number)).content.decode()


def test_what_only_officials_open_is_no_service_to_apply_for(client, world, monkeypatch):
    case_type = current_type("club")[1]
    entry = case_type.entry.model_copy(update={"opened_by": ["official"]})
    monkeypatch.setattr(guides, "current_types", lambda: (replace(case_type, entry=entry),))
    assert not html(client.get(url("services"))).select(".services__name")


def test_a_running_matter_shows_every_link_with_its_office_and_its_days(client, world):
    case = handed_in(client, world)
    services.accept(case_id=case.pk, actor=world.clerk, at=world.at)
    links = html(client.get(url("matter", case.number))).select(".link")
    assert [link.h3.get_text() for link in links] == ["实地查看", "核名", "决定"]
    assert str(world.second) in links[1].get_text()
    assert "承诺" in links[0].get_text()
    assert "法定" in links[0].get_text()
    assert "实地查看、核名" in links[2].get_text()


def test_the_receipt_can_be_scanned_and_shows_nothing_about_anybody(client, world):
    case = handed_in(client, world)
    receipt = html(client.get(url("own_receipt", case.number)))
    assert receipt.select_one(".receipt__scan svg")
    client.logout()
    page = client.get(url("receipt", case.receipt_code)).content.decode()
    assert "待受理" in page or "受理" in page
    assert case.title not in page
    assert world.applicant.name not in page


def test_a_code_is_found_however_it_is_typed(client, world):
    case = handed_in(client, world)
    client.logout()
    code = case.receipt_code.lower().replace("-", "")
    assert client.get(url("receipts"), {"code": code}).url == url("receipt", case.receipt_code)
    assert "没有这个代码" in client.get(url("receipts"), {"code": "A" * 20}).content.decode()


def test_a_draft_has_no_receipt_to_look_up(client, world):
    case = begun(client, world)
    assert client.get(url("receipt", case.receipt_code)).status_code == 404
    asked = html(client.get(url("receipts"), {"code": case.receipt_code}))
    assert "没有这个代码的回执" in asked.select_one(".field__error").get_text()


@pytest.mark.parametrize("name", ["matter", "form", "own_receipt", "withdraw", "discard"])
def test_what_is_somebody_elses_is_not_there(client, world, name):
    case = handed_in(client, world)
    client.force_login(PersonFactory())
    assert client.get(url(name, case.number)).status_code == 404


def test_an_application_is_withdrawn_before_it_is_decided(client, world):
    case = handed_in(client, world)
    client.post(url("withdraw", case.number), {"reason": "不办了"})
    case.refresh_from_db()
    assert case.stage == Stage.WITHDRAWN
    assert client.post(url("withdraw", case.number), {}).status_code == 422


def test_a_draft_is_thrown_away_but_nothing_that_was_handed_in(client, world):
    case = begun(client, world)
    post(client, case, "update", **with_paper())
    client.post(url("discard", case.number))
    assert not Case.objects.exists()
    kept = handed_in(client, world)
    client.post(url("discard", kept.number))
    assert Case.objects.filter(pk=kept.pk).exists()


def test_letters_and_files_are_opened_by_their_applicant_alone(client, world):
    case = handed_in(client, world)
    file = CaseFile.objects.get()
    assert client.get(url("own_letter", case.number, 1)).status_code == 200
    assert client.get(url("own_letter", case.number, 1) + "?form=docx").content[:2] == b"PK"
    assert b"".join(client.get(url("own_file", case.number, file.pk)).streaming_content) == PDF
    client.force_login(PersonFactory())
    assert client.get(url("own_file", case.number, file.pk)).status_code == 404


def test_my_matters_cost_the_same_for_one_and_for_many(
    client, world, django_assert_max_num_queries
):
    begun(client, world)
    client.get(url("mine"))
    for number in range(8):
        world.submitted(f"key-number-{number}")
    with django_assert_max_num_queries(22):
        assert len(html(client.get(url("mine"))).select(".entry")) == 9


def test_the_list_of_services_costs_the_same_however_many_there_are(
    client, world, django_assert_max_num_queries
):
    client.get(url("services"))
    with django_assert_max_num_queries(12):
        client.get(url("services"))


def test_the_guide_costs_few_queries(client, world, django_assert_max_num_queries):
    client.get(url("guide", "club"))
    with django_assert_max_num_queries(14):
        client.get(url("guide", "club"))


def test_an_enterprise_is_known_by_its_number_whoever_typed_it(client, world):
    client.force_login(world.applicant)
    firm = an_enterprise()
    said = client.get(url("register_entry"), {"a-code": firm.number}).content.decode()
    assert firm.name in said
    assert firm.source_name in said
    unknown = client.get(url("register_entry"), {"a-code": "X"}).content.decode()
    assert "没有这个代码的企业" in unknown


def test_an_authorisation_for_other_matters_opens_nothing(client, world):
    owner = representative_of(an_enterprise())
    firm = owner.authorisations.get().enterprise
    case = services.open_case(
        beginning=world.beginning(applicant=owner, enterprise=firm), actor=owner, at=world.at
    )
    helper = PersonFactory()
    right = Authorisation.objects.create(
        kind=Authorisation.Kind.AUTHORISED,
        state=Authorisation.State.IN_FORCE,
        enterprise=firm,
        person=helper,
        matters=["other_matter"],
        valid_from=date(2024, 4, 22),
        asked_by=owner,
        asked_at=world.at,
    )
    client.force_login(helper)
    assert client.get(url("matter", case.number)).status_code == 404
    assert case.number not in client.get(url("mine")).content.decode()
    right.matters = ["club"]
    right.save()
    assert client.get(url("matter", case.number)).status_code == 200
    assert firm.name in client.get(url("mine")).content.decode()


def test_a_step_of_the_applicant_is_asked_for_and_done_in_the_portal(client):
    officials = "    holder: second\n    limit: link\n"
    own = "    performer: applicant\n    limit: link\n    fields: [dues]\n"
    assert officials in CLUB
    world = a_world(case=CLUB.replace(officials, own, 1))
    case = handed_in(client, world)
    services.accept(case_id=case.pk, actor=world.clerk, at=world.at)
    asked = html(client.get(url("mine"))).select_one(".asked__one")
    assert "核名" in asked.get_text()
    there = asked.select_one("a.button")["href"]
    assert html(client.get(there)).select_one("[name=a-dues]")
    wrong = client.post(there, {"outcome": "free", "a-dues": "viel"})
    assert html(wrong).select_one(".field__error")
    assert client.post(there, {"outcome": "free", "a-dues": "10"}).status_code == 302
    assert client.get(there).status_code == 404
    assert html(client.get(url("mine"))).select_one(".asked__one") is None
