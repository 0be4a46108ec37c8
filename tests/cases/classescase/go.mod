module example.com/classescase

go 1.25
