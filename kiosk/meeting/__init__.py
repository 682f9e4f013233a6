"""The law of the meeting: pure decisions over a state that is folded from facts."""
