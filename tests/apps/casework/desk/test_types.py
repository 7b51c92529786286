"""Case types of the release, drawn; running cases on their way to a newer one."""

from tests.apps.casework.desk.pages import words
from tests.apps.casework.factories import CONTENT, a_world, holding
from yingshang.apps.casework.models import Case, Move
from yingshang.apps.ledger.models import Job
from yingshang.apps.ledger.services import run_next_job


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
    assert f"/ledger/jobs/{move.job_id}/" in str(read(lead, f"/casework/moves/{move.pk}/"))
    assert "正在试迁移" in words(read(lead, f"/casework/moves/{move.pk}/"))
    run_next_job()
    page = read(lead, f"/casework/moves/{move.pk}/")
    assert "可以迁移1件" in words(page)
    assert case.number in words(page, "table")
    days = page.select("td[data-label='最后一天（不变）']")
    assert days[0].get_text(strip=True)
    send(lead, f"/casework/moves/{move.pk}/start")
    assert Job.objects.count() == 1
    send(lead, f"/casework/moves/{move.pk}/start", reason="环节改名")
    job = Job.objects.exclude(pk=move.job_id).get()
    assert f"/ledger/jobs/{job.pk}/" in str(read(lead, f"/casework/moves/{move.pk}/"))
    assert "环节改名" in words(read(lead, "/casework/moves/"))
    assert Case.objects.get().release_id == case.release_id


def test_a_finished_move_is_shown_and_put_back_from_its_page(world, read, send):
    case = world.running()
    lead = holding("lead_office", world.second)
    changed = (CONTENT / "case.yaml").read_text(encoding="utf-8").replace("实地查看", "现场查看")
    a_world(case=changed)
    send(lead, "/casework/moves/", type="club")
    run_next_job()
    move = Move.objects.get()
    send(lead, f"/casework/moves/{move.pk}/start", reason="环节改名")
    run_next_job()
    page = read(lead, f"/casework/moves/{move.pk}/")
    assert "已迁移" in words(page, "table")
    assert page.select_one(f"form[action='/casework/moves/{move.pk}/undo'] button")
    assert Case.objects.get().release_id != case.release_id
    send(lead, f"/casework/moves/{move.pk}/undo")
    assert Move.objects.count() == 1
    send(lead, f"/casework/moves/{move.pk}/undo", reason="改错了")
    run_next_job()
    run_next_job()
    assert Case.objects.get().release_id == case.release_id
    back = Move.objects.get(undoes=move)
    assert "已迁移" in words(read(lead, f"/casework/moves/{back.pk}/"), "table")
    page = read(lead, f"/casework/moves/{move.pk}/")
    assert not page.select_one(f"form[action='/casework/moves/{move.pk}/undo']")


def test_only_the_lead_office_moves_cases(world, read):
    read(world.handler, "/casework/moves/", 403)
