"""The books of KPM groups and families: ledgers, records, statements. No window, no PDF."""
