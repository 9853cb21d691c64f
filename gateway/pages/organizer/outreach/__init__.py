"""The organizing office's outreach workplace: changing and cancelling events with people on them."""
