"""Case types of the release, drawn; running cases on their way to a newer one."""

from tests.apps.casework.desk.pages import words
from tests.apps.casework.factories import CONTENT, a_world, holding
from yingshang.apps.casework.models import Case, Move
from yingshang.apps.ledger.models import Job


def test_types_are_listed_and_one_is_drawn_with_limits_and_their_law(world, read):
    page = read(world.handler, "/casework/types/")
    assert page.select_one("a[href='/casework/types/club/']").text == "成立俱乐部"
    page = read(world.handler, "/casework/types/club/")
    assert page.select_one("svg.process")
    text = words(page)
    for said in ("实地查看", "第十条", "3个工作日", "收件回执", "一般"):
        assert said in text, said
    read(world.handler, "/casework/types/none/", 404)


def test_running_cases_are_tried_and_moved_with_their_clocks_unchanged(world, read, send):
    case = world.running()
    lead = holding("lead_office", world.second)
    changed = (CONTENT / "case.yaml").read_text(encoding="utf-8").replace("实地查看", "现场查看")
    a_world(case=changed)
    send(lead, "/casework/moves/", type="club")
    move = Move.objects.get()
    page = read(lead, f"/casework/moves/{move.pk}/")
    assert "可以迁移1件" in words(page)
    assert case.number in words(page, "table")
    days = page.select("td[data-label='最后一天（不变）']")
    assert days[0].get_text(strip=True)
    send(lead, f"/casework/moves/{move.pk}/start")
    assert not Job.objects.exists()
    send(lead, f"/casework/moves/{move.pk}/start", reason="环节改名")
    job = Job.objects.get()
    assert f"/ledger/jobs/{job.pk}/" in str(read(lead, f"/casework/moves/{move.pk}/"))
    assert "环节改名" in words(read(lead, "/casework/moves/"))
    assert Case.objects.get().release_id == case.release_id


def test_only_the_lead_office_moves_cases(world, read):
    read(world.handler, "/casework/moves/", 403)
