"""The services. Each owns its data; they speak to each other by events alone."""
