module example.com/valuescase

go 1.25
