module lentcase

go 1.25
