"""The hand that hears, judges, writes and tells; the only writer of the book."""
