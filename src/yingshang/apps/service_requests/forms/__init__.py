"""What people type about requests; nothing is judged here that the services judge."""
