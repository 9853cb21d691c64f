"""Documents that people write together: a draft with its history, versions that were published, a way back."""
