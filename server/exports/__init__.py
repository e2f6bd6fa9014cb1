"""A summary as a file: in the formats people read, and in those researchers' tools read."""
