module example.com/genericscase

go 1.25
