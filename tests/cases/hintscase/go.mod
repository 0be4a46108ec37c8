module example.com/hintscase

go 1.25
