"""The authoring side: reads resources/ and lessons/, checks every rule, writes content.db.

Only authors need it; nothing that a reader opens imports it.
"""
