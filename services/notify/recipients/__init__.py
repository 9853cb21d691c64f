"""Who can be told: accounts with their roles and language, and where they are reached."""
