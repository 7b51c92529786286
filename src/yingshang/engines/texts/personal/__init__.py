"""Personal data in free text, found and hidden before anyone reads it."""

from yingshang.engines.texts.personal.kinds import KINDS, Kind, Piece
from yingshang.engines.texts.personal.scanning import masked, personal_data

__all__ = ["KINDS", "Kind", "Piece", "masked", "personal_data"]
