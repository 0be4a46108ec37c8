module example.com/filecase

go 1.25
