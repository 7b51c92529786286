"""The only file in which one programme hears of another.

Read it top to bottom to know every automatic consequence in the system.
"""

from yingshang.apps.casework.events import (
    CaseAccepted,
    CaseDeemedAccepted,
    CaseEnded,
    CorrectionAsked,
    EntryRefused,
    LatenessPublished,
    LetterIssued,
    StepSettled,
)
from yingshang.apps.casework.panels import show_on_matter_page
from yingshang.apps.casework.selectors.panels import cases_of_enterprise
from yingshang.apps.casework.tasks import follow_dates, tell_applicant
from yingshang.apps.delivery.services import install_plan
from yingshang.apps.delivery.tasks import open_periods
from yingshang.apps.directory.city_content import read_from
from yingshang.apps.directory.matters import offer_matters
from yingshang.apps.directory.panels import show_on_enterprise_page
from yingshang.apps.ledger.services import every, subscribe
from yingshang.apps.ledger.tasks import prune
from yingshang.apps.obligations.events import DatesMoved, DatesRecomputed
from yingshang.apps.obligations.names import name_matters, name_themes
from yingshang.apps.obligations.tasks import tell_moved_dates
from yingshang.apps.ratings.panels import rating_of_matter
from yingshang.apps.ratings.services import install_windows
from yingshang.apps.ratings.tasks import invite_to_rate
from yingshang.apps.registers.services import on_install
from yingshang.apps.service_requests.tasks import tell_reporters
from yingshang.apps.supervision.tasks import look
from yingshang.web.city_reading import present_content
from yingshang.web.naming import TASK, environments, services_to_authorise, tasks_by_key
from yingshang.web.reminding import Hourly, keep_reminders

HOURLY = Hourly()
# What happens to a case that its applicant hears of.
NEWS_OF_CASES = (
    CorrectionAsked,
    CaseAccepted,
    CaseDeemedAccepted,
    EntryRefused,
    CaseEnded,
    LetterIssued,
    LatenessPublished,
)


def connect() -> None:
    """Called once from `WebConfig.ready`."""
    # A release is installed → the plan's rows follow in the same transaction.
    on_install(install_plan)
    # … and so do the windows that are rated.
    on_install(install_windows)
    # What is owed is about tasks of the plan, grouped by its environments.
    name_matters(TASK, tasks_by_key)
    name_themes(environments)
    # Whoever authorises somebody chooses among the services of the newest release.
    offer_matters(services_to_authorise)
    # The page of a market entity shows its cases, to those who may open them.
    show_on_enterprise_page(cases_of_enterprise)
    # … and its rules and words of reminders hold from then on.
    on_install(keep_reminders)
    # All dates were computed again → one message tells each person old and new day of what moved.
    subscribe(DatesRecomputed, name="obligations.tell_moved", handler=tell_moved_dates)
    # The dates of a duty moved → the step of a case whose clock it is shows the new ones.
    subscribe(DatesMoved, name="casework.follow_dates", handler=follow_dates)
    # Something happened to a case → its applicant, and whoever acts for them, get a message.
    for fact in NEWS_OF_CASES:
        subscribe(fact, name="casework.tell_applicant", handler=tell_applicant)
    # A case ended → whoever it was for may rate it, and finds the way on the page of the matter.
    subscribe(CaseEnded, name="ratings.invite_to_rate", handler=invite_to_rate)
    show_on_matter_page(rating_of_matter)
    # An answer to a request was checked, or it is closed → whoever reported it gets a message.
    for news in (StepSettled, CaseEnded):
        subscribe(news, name="service_requests.tell_reporters", handler=tell_reporters)
    # What the pack says of places, of the register and of sizes → market entities are read by it.
    read_from(present_content)
    # Every minute, though it matters once a day → months and quarters are opened as they begin.
    every("delivery.open_periods", seconds=60, function=open_periods)
    # Every hour → what the record shows of delay, refusal or untruth is proposed for supervision.
    every("supervision.look", seconds=3600, function=look)
    # Every hour → deliveries done long ago are deleted; the events stay.
    every("ledger.prune", seconds=3600, function=prune)
    # Every hour on working days → the digests of those whose hour has come.
    every("reminding.remind", seconds=60, function=HOURLY)
