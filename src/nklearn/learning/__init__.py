"""Learning: sessions and progress as plain state, saved step by step. Knows no Qt."""
