"""What the gateway knows of people's inboxes: how many messages each has not read."""
