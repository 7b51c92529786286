"""Packs: read a city's content with line numbers, check it, compare releases, describe the format.

The doors: `reading.read_pack`, `reading.read_pack_files`, `checking.check`, `comparing.diff`,
`jsonschema.schemas`.
"""
