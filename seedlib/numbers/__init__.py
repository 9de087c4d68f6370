"""Numbers: amounts and other number expressions, each at its span."""
