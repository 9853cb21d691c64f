"""How joint applicants show that they agree: a person of theirs confirms through a link, or a letter is uploaded."""
