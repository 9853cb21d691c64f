"""The form of an edition: its versions, and what each changes. A version in use never changes."""
