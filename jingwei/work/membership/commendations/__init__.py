"""党内表彰: who was commended, by whom, with which paper."""
