"""Parts of the page of law and penalties."""
