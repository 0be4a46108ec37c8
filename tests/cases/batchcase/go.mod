module example.com/batchcase

go 1.25
