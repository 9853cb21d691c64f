"""The demo edition: invented entries and people, brought in through the services' own APIs."""
