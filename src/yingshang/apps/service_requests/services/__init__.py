"""Everything that changes a request."""

from yingshang.apps.service_requests.services.asking import (
    answer_disclosure,
    answer_question,
    ask_disclosure,
    ask_reporter,
    read_identity,
)
from yingshang.apps.service_requests.services.calling import Heard, call_back, give_verdict
from yingshang.apps.service_requests.services.clients import make_key, revoke_key
from yingshang.apps.service_requests.services.excluding import ask_exclusion, decide_exclusion
from yingshang.apps.service_requests.services.joining import join, keep_apart, part
from yingshang.apps.service_requests.services.media import (
    announce_media,
    forget_unsent,
    receive_piece,
)
from yingshang.apps.service_requests.services.routing import decide_topic, dispatch, use_topics
from yingshang.apps.service_requests.services.taking import Consents, Reported, take

__all__ = [
    "Consents",
    "Heard",
    "Reported",
    "announce_media",
    "answer_disclosure",
    "answer_question",
    "ask_disclosure",
    "ask_exclusion",
    "ask_reporter",
    "call_back",
    "decide_exclusion",
    "decide_topic",
    "dispatch",
    "forget_unsent",
    "give_verdict",
    "join",
    "keep_apart",
    "make_key",
    "part",
    "read_identity",
    "receive_piece",
    "revoke_key",
    "take",
    "use_topics",
]
