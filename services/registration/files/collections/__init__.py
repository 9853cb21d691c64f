"""Pictures and documents of editions, stored once by their content and read by everybody."""
