"""Resolutions of every kind, as the office reads and decides them."""
