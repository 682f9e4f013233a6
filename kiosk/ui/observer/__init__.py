"""The screen of the notary and the observers."""
