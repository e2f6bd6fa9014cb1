"""Who is who: people, how they sign in, and which two belong together. No password is kept anywhere."""
