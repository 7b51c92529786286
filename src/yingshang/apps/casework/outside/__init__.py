"""What other systems tell of their cases: tables and event logs, read into events and cases."""
