"""What every part does over HTTP: answering, asking other parts, saying who asks and what went wrong."""
