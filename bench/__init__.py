"""Measurements: `python -m bench` (see docs/kinerja.md)."""
