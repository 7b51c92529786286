"""Papers that leave the house: letters as documents, receipts as a code to scan."""
