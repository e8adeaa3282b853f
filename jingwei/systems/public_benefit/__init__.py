"""惠民党建 (BNFT): unions across borders, delegates' studios, the three-level network."""
