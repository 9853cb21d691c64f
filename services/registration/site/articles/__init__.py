"""What the public site says: notices, announcements, winners, questions and answers, pages."""
