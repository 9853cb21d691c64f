"""What stands around every page: frame, navigation, language, and how times and names are shown."""
