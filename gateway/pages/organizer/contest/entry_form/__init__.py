"""The pages on which the entry form of an edition is made: outline, sections, fields, preview, publication."""
