"""Money is multiplied, rounded and compared."""

import decimal_go as decimal

price = decimal.require_from_string("136.02")
quantity = decimal.new_from_int(3)
total = price.mul(quantity).mul(decimal.new_from_float(1.0875))
print(total, total.round(2), total.string_fixed_bank(1), price.div(quantity).truncate(4))
print(decimal.sum(price, quantity), price.cmp(quantity), str(price == decimal.require_from_string("136.020")).lower())
print(decimal.max(price, total), decimal.require_from_string("2").pow(decimal.new_from_int(64)))
print(price.marshal_json().decode(), "<nil>")
scanned = decimal.Decimal.zero()
print(scanned.scan("12.5") or "<nil>", scanned, price.rat(), price.big_int())
print(price.value(), "<nil>")
try:
    decimal.new_from_string("twelve")
except decimal.GoError as error:
    print(error)
