module example.com/objectscase

go 1.25
