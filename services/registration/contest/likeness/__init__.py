"""How alike entries are: an index of what stands, and the pairs found in it. `likeness_desk` is what people do."""
