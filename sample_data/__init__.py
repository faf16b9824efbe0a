"""Invented, reproducible data for a programme database: ``python -m sample_data``."""
