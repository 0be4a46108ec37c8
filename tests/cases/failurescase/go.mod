module example.com/failurescase

go 1.17
