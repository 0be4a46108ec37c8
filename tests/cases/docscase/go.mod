module example.com/docscase

go 1.25
