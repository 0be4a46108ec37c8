module example.com/endingcase

go 1.25
