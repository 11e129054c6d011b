"""Files for people: one module per kind of report over the tables of `tables.py`."""
