"""What other pages show of ratings: the way to rate a matter that ended."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from yingshang.apps.casework.models import Case
from yingshang.apps.directory.models import Person
from yingshang.apps.directory.panels import Panel, PanelRow
from yingshang.apps.ratings.addresses import page_of_token
from yingshang.apps.ratings.models import RatingInvitation, SubjectKind
from yingshang.apps.ratings.tokens import matter_token


def rating_of_matter(case: Case, viewer: Person, at: datetime) -> Panel | None:
    """For the page of one's own matter: rate it, or see what came of the rating."""
    rows = RatingInvitation.objects.filter(kind=SubjectKind.CASE, key=str(case.pk))
    found = rows.first()
    if found is None or (at >= found.valid_until and not found.is_spent):
        return None
    words = _("See what came of your rating") if found.is_spent else _("Rate this matter")
    row = PanelRow(title=str(words), url=page_of_token(matter_token(found.code)))
    return Panel(_("How was it?"), (row,))
