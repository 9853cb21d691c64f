"""Runs the product: commands, both ways to run, the demo, copies and restores."""
