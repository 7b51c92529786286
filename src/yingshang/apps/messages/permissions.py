"""Who looks after messages. Everybody reads their own, which needs no verb."""

from yingshang.apps.directory.models import Role
from yingshang.apps.directory.permissions import declare

SEE_TEMPLATES = "messages.see_templates"
SEE_UNDELIVERABLE = "messages.see_undeliverable"
RETRY = "messages.retry"

CARETAKERS = (Role.LEAD_OFFICE, Role.ADMINISTRATOR)

declare(SEE_TEMPLATES, anywhere=CARETAKERS)
declare(SEE_UNDELIVERABLE, anywhere=CARETAKERS)
declare(RETRY, anywhere=CARETAKERS)
