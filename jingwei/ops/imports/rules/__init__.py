"""Which rows contradict themselves or each other? Rules of whole columns, without a database."""
