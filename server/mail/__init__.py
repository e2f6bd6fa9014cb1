"""The mail room: what is to be sent is kept first, then delivered, and forgotten once it is."""
