"""Charts: one module a question, over shared axes, marks and names."""
