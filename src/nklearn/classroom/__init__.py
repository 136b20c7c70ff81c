"""The classroom by file: keys, rosters, assignments, results, the exchange folder, the gradebook."""
