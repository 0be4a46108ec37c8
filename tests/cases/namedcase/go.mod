module example.com/namedcase

go 1.25
