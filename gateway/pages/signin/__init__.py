"""Registering, signing in and signing out."""
