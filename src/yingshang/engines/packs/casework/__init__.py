"""Case types of a pack: read, checked, tried by their examples.

The doors: `casetype.CaseType` (from `ReadPack.case_types`), `checks` and `running`.
"""
