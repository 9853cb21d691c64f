"""Pages of complaints: the form and its receipt for everybody, the list and the answer for the office."""
