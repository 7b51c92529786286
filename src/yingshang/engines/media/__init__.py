"""Photos and voice notes: checked by their content, freed of what tells where and by whom."""

from yingshang.engines.media.faults import MediaFault
from yingshang.engines.media.photos import Photo, cleaned_photo
from yingshang.engines.media.voices import Voice, cleaned_voice

__all__ = ["MediaFault", "Photo", "Voice", "cleaned_photo", "cleaned_voice"]
