module example.com/initcase

go 1.25
