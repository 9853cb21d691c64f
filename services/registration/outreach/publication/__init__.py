"""Publishing outreach events and showing them; what a change means for those who signed up, and telling them."""
