"""The lineage on screen: its picture, its time scale, its panel and its list."""
