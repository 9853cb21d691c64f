"""Organisations as the office keeps them: listed, compared, corrected, merged and parted again."""
