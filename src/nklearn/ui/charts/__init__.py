"""Charts: furniture around a plot, the plot itself, and the table of the same values."""
