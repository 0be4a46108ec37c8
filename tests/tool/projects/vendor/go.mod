module example.com/vendored

go 1.20

require example.com/elsewhere v1.0.0
