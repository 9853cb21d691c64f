"""Receipts as anybody verifies them, and the public keys that prove them."""
