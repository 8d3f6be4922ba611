"""Measurements, each beside a fixed baseline from the same run; nothing here passes or fails."""
