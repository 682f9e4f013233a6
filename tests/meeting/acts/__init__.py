"""The tests of the acts of the law."""
