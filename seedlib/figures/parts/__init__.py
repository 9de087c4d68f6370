"""Which total a figure is a part of."""
