"""Parts of the pages that tell what comes back for review, and where somebody stands."""
