"""Lines as people have them: a network emulator, and what a call does on each of them."""
