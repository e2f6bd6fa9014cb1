"""Doing: the only place with sockets, files, tasks and a clock."""

import os

# Before numpy is loaded. Sound comes in small pieces: a second thread of its linear algebra only waits.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
