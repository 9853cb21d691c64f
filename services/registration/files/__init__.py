"""Files of entries and of the public site. Every wing may use these areas; they know none of the wings."""
