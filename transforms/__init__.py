"""Pure transformations from received workbooks to published tables."""
