"""The book: kept, damaged, killed, mirrored, sealed."""
