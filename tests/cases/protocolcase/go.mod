module example.com/protocolcase

go 1.25
