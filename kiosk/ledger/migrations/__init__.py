"""How a book of an older format becomes one of today's; `kiosk.ledger.migrating` runs it."""
