"""Pages on which documents are written, looked over, published and taken back, described once for each document."""
