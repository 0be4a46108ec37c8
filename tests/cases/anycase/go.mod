module example.com/anycase

go 1.25
