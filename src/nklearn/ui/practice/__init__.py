"""The parts of the pages that ask: what stands around a question, and what comes after the last."""
