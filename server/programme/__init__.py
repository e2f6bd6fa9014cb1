"""What whoever runs a programme sees: who is in it, and whether pairs meet. Never anything of a meeting."""
