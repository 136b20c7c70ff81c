"""What a reader takes away from an explorer: pictures, values, paper and citations."""
