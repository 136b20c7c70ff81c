"""The classroom by file: keys, rosters, assignments, results, exchange folder, gradebook."""
