"""notify: tells people what happened: the in-app inbox, e-mail and the organizers' live activity feed."""
