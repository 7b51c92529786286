"""Open311 GeoReport v2: what programs of others read and send.

Source: GeoReport v2 of Open311 (wiki.open311.org). Beyond it stands only the list of updates.
"""
