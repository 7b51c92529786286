"""The rules and words of a pack release become those of this installation."""

from datetime import datetime

from django.db import transaction

from yingshang.apps.messages.errors import ChangedTemplateError
from yingshang.apps.messages.models import Rulebook
from yingshang.engines.packs.schema.reminders import Reminders


@transaction.atomic
def take_over_rules(
    *, pack_id: str, release_digest: str, rules: Reminders, at: datetime
) -> Rulebook:
    """Let the rules of a release hold from now on; the same release twice without harm.

    Runs inside the transaction that installs the release, whose permission and fact it shares.

    Raises:
        ChangedTemplateError: A template has other words under a version that was here before.
    """
    _refuse_silent_changes(pack_id, rules)
    book, _is_new = Rulebook.objects.update_or_create(
        pack_id=pack_id,
        release_digest=release_digest,
        defaults={"content": rules.model_dump(mode="json", by_alias=True), "taken_over_at": at},
    )
    return book


def _refuse_silent_changes(pack_id: str, rules: Reminders) -> None:
    known = {
        (template.code, template.version): template
        for book in Rulebook.objects.filter(pack_id=pack_id).order_by("pk")
        for template in book.rules.templates
    }
    for template in rules.templates:
        if known.get((template.code, template.version), template) != template:
            raise ChangedTemplateError(template.code, template.version)
