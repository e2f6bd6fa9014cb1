"""What browsers are served: pages, the small HTTP interface and sockets."""
