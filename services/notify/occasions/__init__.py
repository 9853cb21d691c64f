"""Occasions: something happened, and those concerned are told of it."""
