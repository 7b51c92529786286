"""What is proposed for supervision, and what is reported to the government."""

from yingshang.apps.supervision.models.proposals import Proposal
from yingshang.apps.supervision.models.reports import SpecialReport

__all__ = ["Proposal", "SpecialReport"]
