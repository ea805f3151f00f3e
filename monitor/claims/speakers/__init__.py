"""From the words of a source to the links of a chain: names, pronouns, bodies, relays."""
