"""Doing: the only place with sockets, files, tasks and a clock."""
