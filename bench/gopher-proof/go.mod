module gopherproof

go 1.25.0
