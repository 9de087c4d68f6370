"""Files of every kind read into records: one module a family of formats, and what bounds and guards them."""
