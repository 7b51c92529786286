"""Rows that come in: pasted from a spreadsheet, or as a workbook."""
