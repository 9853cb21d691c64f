"""Gets the real things the tests need: a broker, a database server, a browser. Started privately, gone afterwards."""
