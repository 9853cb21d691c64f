"""Lists described once: shown with filters, order and pages, each state with an address, taken along as CSV or XLSX."""
