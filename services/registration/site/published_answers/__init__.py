"""Answers to teams that everybody reads among the questions and answers of the site, in the office's own words."""
