"""Draws charts on paper: one layout in millimetres, written as SVG or PDF."""
