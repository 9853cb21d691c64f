"""Benchmarks: every figure is printed beside a raw limit measured in the same run."""
