"""What ratings keep, split by noun."""

from yingshang.apps.ratings.models.after import RatingAppeal, Rectification
from yingshang.apps.ratings.models.given import Channel, Rating, RatingInvitation, SubjectKind
from yingshang.apps.ratings.models.points import RatingPoint

__all__ = [
    "Channel",
    "Rating",
    "RatingAppeal",
    "RatingInvitation",
    "RatingPoint",
    "Rectification",
    "SubjectKind",
]
