"""The institution's keys: what receipts are signed with, and what proves it for good."""
