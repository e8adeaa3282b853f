"""The grid worker's phone: what there is to do today, and a note in three taps, also offline."""
