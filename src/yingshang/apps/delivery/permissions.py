"""Who may do which verb of delivery. The plan itself is a public document."""

from yingshang.apps.directory.permissions import EVERYBODY, declare

SEE_TIMELINES = "delivery.see_timelines"

declare(SEE_TIMELINES, anywhere=EVERYBODY)
