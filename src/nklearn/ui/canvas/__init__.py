"""Painted explorers: what a lineage, a chain, a map and a time axis share."""
