"""What do others cost on the same data? Each is a program with small settings of its own."""
