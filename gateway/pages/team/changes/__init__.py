"""Change requests of a team: what is to change, the form, the team, files, handing in."""
