module example.com/mapscase

go 1.25
