"""The book: append-only, hash-chained, mirrored."""
