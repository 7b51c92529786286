"""Reads over the appraisal."""
