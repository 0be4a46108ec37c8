module example.com/borrowcase

go 1.25
