"""Documents on paper: PDFs typeset from templates, with fonts that hold the rare characters of names."""
