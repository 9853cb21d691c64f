"""What a judge says of themselves: where they work, what they know, how much they can bear."""
