"""How the hall PC is fitted out: what starts the hall by itself, and whether all stands ready."""
