module example.com/shapescase

go 1.25
