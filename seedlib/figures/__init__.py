"""Figures: a number in its sentence read into one row, a module or package a question."""
