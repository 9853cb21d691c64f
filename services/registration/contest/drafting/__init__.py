"""An edition as its organizers write it: matter by matter, each a draft of its own, published together."""
