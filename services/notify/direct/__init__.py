"""Messages that carry secrets, such as one-time codes: taken in over a call, sent at once, written down nowhere."""
