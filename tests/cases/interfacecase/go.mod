module example.com/interfacecase

go 1.25
