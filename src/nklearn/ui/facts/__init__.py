"""Facts as one searches them: filters with counts, the list, and the card of one."""
