"""`casework/<type>/`: services and ledgers as content, one module per noun."""
