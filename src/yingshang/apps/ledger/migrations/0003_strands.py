"""The chain becomes strands; what was written so far is the first of them, hashes unchanged."""

from importlib import import_module
from typing import Any

from django.db import migrations, models
from django.db.models import F, Q

TRIGGERS = import_module("yingshang.apps.ledger.migrations.0002_append_only")
START = """
SELECT setval('ledger_event_sequence', GREATEST((SELECT max(sequence) FROM ledger_event), 1),
  EXISTS (SELECT FROM ledger_event))
"""


def number(apps: Any, _editor: Any) -> None:
    for name in ("Event", "Head"):
        apps.get_model("ledger", name).objects.update(number=F("sequence"))


def count(apps: Any, editor: Any) -> None:
    if editor.connection.vendor != "postgresql":
        return
    editor.execute("CREATE SEQUENCE ledger_event_sequence")
    editor.execute(START, params=None)
    head = apps.get_model("ledger", "Head")
    for first in head.objects.all():
        others = [head(id=n, ledger_id=first.ledger_id, hash="0" * 64) for n in range(2, 17)]
        head.objects.bulk_create(others)


def stop_counting(_apps: Any, editor: Any) -> None:
    if editor.connection.vendor == "postgresql":
        editor.execute("DROP SEQUENCE ledger_event_sequence")


class Migration(migrations.Migration):
    dependencies = [("ledger", "0002_append_only")]
    operations = [
        migrations.RunPython(TRIGGERS.reopen, TRIGGERS.close),
        migrations.RemoveConstraint("head", "ledger_has_one_head"),
        migrations.AddConstraint(
            "head", models.CheckConstraint(name="ledger_strand_from_1", condition=Q(id__gte=1))
        ),
        migrations.AddField("head", "number", models.PositiveBigIntegerField(default=0)),
        migrations.AddField("event", "strand", models.PositiveSmallIntegerField(default=1)),
        migrations.AddField("event", "number", models.PositiveBigIntegerField(null=True)),
        migrations.RunPython(number, migrations.RunPython.noop),
        migrations.AlterField("event", "number", models.PositiveBigIntegerField()),
        migrations.AddConstraint(
            "event",
            models.UniqueConstraint(fields=["strand", "number"], name="ledger_event_place_once"),
        ),
        migrations.RunPython(count, stop_counting),
        migrations.RunPython(TRIGGERS.close, TRIGGERS.reopen),
    ]
