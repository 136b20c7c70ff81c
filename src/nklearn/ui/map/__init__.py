"""The map: provinces, places and tiles, painted; layers, years and what is open beside them."""
