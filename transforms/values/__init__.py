"""Values as people write them: numbers, codes, names and periods."""
