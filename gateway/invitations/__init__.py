"""Invitations: a link that gives whoever accepts it a role."""
