"""Accounts: who may sign in, with which roles; sign-in links, sessions, and text kept for a person."""
