"""The gateway's copies of the editions, as registration last told them: what every page shows without asking."""
