"""Everything the store holds, in one file: written, checked, and put back, whichever the database."""
