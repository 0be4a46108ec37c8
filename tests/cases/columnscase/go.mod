module example.com/columnscase

go 1.25
