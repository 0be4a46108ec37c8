module example.com/numberscase

go 1.25
