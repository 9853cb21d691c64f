"""Awards: who is given what the programme of the edition promises, from the result of a stage."""
