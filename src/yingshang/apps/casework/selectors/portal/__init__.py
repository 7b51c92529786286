"""What the public sees: services and guides, the form of a draft, my matters, receipts."""
