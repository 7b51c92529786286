"""The public page and the API that explain a date, and the command after a holiday notice."""

import pytest

from tests.apps.obligations.factories import installed, measured
from yingshang.apps.ledger.models import Job
from yingshang.web.commands.main import main

PAGE, API = "/dates/explain/", "/api/dates/explain"


def test_the_page_explains_every_step_in_both_languages(client):
    installed()
    text = client.get(PAGE, {"start": "2024-04-22", "limit": "decision"}).content.decode()
    for said in ("2024年5月21日", "调休上班", "make-up days", "第二条"):
        assert said in text


def test_the_page_without_a_question_is_only_the_form(client):
    installed()
    assert client.get(PAGE).status_code == 200


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"start": "2024-04-31", "limit": "decision"}, "2024-04-31"),
        ({"start": "2024-04-30", "law": "plain_rule", "length": "6x"}, "monthly:25"),
        ({"start": "2024-04-30"}, "期限的长度"),
        ({"start": "2019-04-30", "law": "plain_rule", "length": "6d"}, "2019-04-30"),
        ({"start": "2024-04-30", "law": "plain_rule", "length": "99999d"}, ""),
    ],
)
def test_a_question_without_an_answer_says_what_to_correct(client, asked, said):
    installed()
    answer = client.get(PAGE, asked)
    assert answer.status_code in {200, 422}
    assert "field__error" in answer.content.decode()
    assert said in answer.content.decode()


def test_without_a_pack_the_page_and_the_api_say_so(client):
    assert client.get(PAGE).status_code == 404
    answer = client.get(API, {"start": "2024-04-30", "length": "6wd"})
    assert (answer.status_code, answer.json()["zh"]) == (404, "还没有安装方案包。")


def test_the_api_gives_the_date_and_the_steps(client):
    installed()
    told = client.get(API, {"start": "2024-04-30", "length": "6wd", "law": "示例计时规则"}).json()
    assert told["due"] == "2024-05-11"
    assert all(step["zh"] and step["en"] for step in told["steps"])


def test_the_api_refuses_in_both_languages(client):
    installed()
    answer = client.get(API, {"start": "tomorrow", "length": "6wd"})
    assert answer.status_code == 422
    assert answer.json()["zh"]
    assert answer.json()["en"]


def test_the_api_describes_itself(client):
    assert "/api/dates/explain" in client.get("/api/openapi.json").json()["paths"]


def test_after_a_holiday_notice_the_worker_is_asked_to_compute_again(capsys):
    installed()
    measured()
    with pytest.raises(SystemExit) as ended:
        main(["recompute-dates"])
    assert not ended.value.code
    assert "1 项" in capsys.readouterr().out
    assert Job.objects.get().function == "obligations.recompute_dates"


def test_without_a_pack_there_is_nothing_to_compute(capsys):
    with pytest.raises(SystemExit) as ended:
        main(["recompute-dates"])
    assert ended.value.code == 1
    assert "installpack" in capsys.readouterr().err
