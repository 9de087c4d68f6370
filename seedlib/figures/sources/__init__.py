"""According to whom."""
