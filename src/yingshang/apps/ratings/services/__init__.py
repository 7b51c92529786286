"""Everything that changes ratings."""

from yingshang.apps.ratings.services.appealing import ask_appeal, decide_appeal
from yingshang.apps.ratings.services.calling import call_back, note_contact
from yingshang.apps.ratings.services.installing import install_windows
from yingshang.apps.ratings.services.inviting import invite
from yingshang.apps.ratings.services.putting_right import check, rectify
from yingshang.apps.ratings.services.rating import Given, rate
from yingshang.apps.ratings.services.telling import tell_units
from yingshang.apps.ratings.subjects import Subject

__all__ = [
    "Given",
    "Subject",
    "ask_appeal",
    "call_back",
    "check",
    "decide_appeal",
    "install_windows",
    "invite",
    "note_contact",
    "rate",
    "rectify",
    "tell_units",
]
