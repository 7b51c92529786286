"""Everything that changes the appraisal: objections, decisions on them, frozen months."""

from yingshang.apps.delivery.services.appraisal.freezing import freeze
from yingshang.apps.delivery.services.appraisal.objecting import (
    decide,
    raise_objection,
    withdraw,
)

__all__ = ["decide", "freeze", "raise_objection", "withdraw"]
