"""Dispatch: what is due is handed to the mail server or the sender of text messages."""
