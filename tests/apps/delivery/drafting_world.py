"""People, documents and drafts for the tests of importing plans."""

import hashlib
import io
import zipfile
from datetime import date
from types import SimpleNamespace
from uuid import uuid4

from tests.apps.delivery.factories import AT
from tests.apps.directory.factories import PostFactory, UnitFactory
from yingshang.apps.delivery.decisions.drafting.base import compiled
from yingshang.apps.delivery.decisions.drafting.corrections import Correction
from yingshang.apps.delivery.models import PlanDraft
from yingshang.apps.delivery.services import drafts
from yingshang.apps.directory.models import Workspace

TEXT = """甲市2025年营商环境行动方案
甲市人民政府办公室
2025年1月6日
一、主要任务
1.推进企业开办便利化。全面推行网上办理。办理时间由3个工作日压缩至1个工作日以内。(市市场监管局牵头,市公安局、市税务局按职责分工负责)
2.优化施工许可。年底前实现并联审批。2025年6月底前完成系统改造,平均压缩30%以上。(市住建局、市发展和改革委员会负责)
3.加强政策兑现。建立政策清单,推送到企业。(市发改委牵头,各县区人民政府按职责分工负责)
"""
NOVEL = "话说天下大势，分久必合，合久必分。\n" * 60


def people():
    """A lead office with two people, an administrator, and a liaison elsewhere."""
    office = UnitFactory()
    made = {
        role: PostFactory(role=role, unit=office).person
        for role in ("lead_office", "administrator", "supervision_office", "city_leader")
    }
    made |= {
        role: PostFactory(role=role, unit=UnitFactory()).person
        for role in ("liaison", "unit_reviewer", "unit_leader")
    }
    return SimpleNamespace(**made, second=PostFactory(role="lead_office", unit=office).person)


def received(actor, text=TEXT, scope="workspace", **options):
    data = text if isinstance(text, bytes) else text.encode()
    return drafts.receive(
        data=data, file_name="方案.txt", scope=scope, actor=actor, at=AT, **options
    )


def a_draft(actor, text=TEXT, scope="workspace"):
    return received(actor, text, scope).draft


def corrected(draft, actor, op, task=None, finding=None, *, seen=None, key=None, **values):
    draft.refresh_from_db()
    return drafts.correct(
        draft_id=draft.pk,
        correction=Correction(op=op, task=task, finding=finding, values=values),
        seen=draft.sequence if seen is None else seen,
        key=key or uuid4(),
        actor=actor,
        at=AT,
    )


def zip_bomb():
    """A docx whose document unpacks to far more than it takes."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as folder:
        folder.writestr("[Content_Types].xml", "<Types/>")
        folder.writestr("word/document.xml", b"<w>" + b"0" * 300_000_000)
    return made.getvalue()


def waiting_draft(actor, text=TEXT):
    """An open draft of `text`, made without the reading of a file."""
    data = text.encode()
    answer = compiled(data)
    draft, _is_new = PlanDraft.objects.get_or_create(
        sha256=hashlib.sha256(data).hexdigest(),
        defaults={
            "scope": "workspace",
            "file_name": "方案.txt",
            "media_type": answer["media_type"],
            "size": len(data),
            "text": answer["text"],
            "base": answer["base"],
            "received_by": actor,
            "received_at": AT,
            "changed_at": AT,
        },
    )
    return draft


def approved_room(actor, code="jiashi-2025"):
    """The code of a workspace whose plan was approved."""
    if not Workspace.objects.filter(code=code).exists():
        draft = waiting_draft(actor, TEXT.replace("甲市", "丁市"))
        room = drafts.OwnRoom(code, "丁市", date(2025, 1, 1), date(2025, 12, 31))
        drafts.approve(draft_id=draft.pk, destination=room, actor=actor, at=AT)
    return code
