"""Formats of others: one module a format."""
