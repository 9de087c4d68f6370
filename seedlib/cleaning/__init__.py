"""Cleaning: a page as scraped into title, body and furniture, every edit on record."""
