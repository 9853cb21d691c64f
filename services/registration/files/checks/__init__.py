"""Uploads that are opened before anybody relies on them: fit for their readers, or refused with a reason."""
