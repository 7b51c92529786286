"""Yingshang (营商): carries out a city's yearly plan for its business environment."""
