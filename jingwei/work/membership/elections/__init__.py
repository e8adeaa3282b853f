"""Elections: who is to be elected, by whom, with which count, and who holds office then."""
