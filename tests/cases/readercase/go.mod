module readercase

go 1.25
