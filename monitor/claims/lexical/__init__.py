"""The same for Persian, Dari, Pashto and Arabic, by lexicons, marks and clause order."""
