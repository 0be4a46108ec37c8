"""A token is signed, parsed, and refused with the wrong key."""

import jwt

key = b"a key that is long enough for this"
token = jwt.new_with_claims(jwt.signing_method_hs256, jwt.MapClaims({"sub": "ann", "admin": True, "n": 3}))
signed = token.signed_string(key)
print(signed, "<nil>")
parsed = jwt.parse(signed, lambda t: key, jwt.with_valid_methods(["HS256"]))
claims = parsed.claims
print(
    str(parsed.valid).lower(),
    claims.get_subject(),
    "<nil>",
    str(claims["admin"]).lower(),
    f"{claims['n']:g}",
    parsed.header["alg"],
)
typed = jwt.parse_with_claims(signed, jwt.RegisteredClaims(), lambda t: key)
print(typed.claims.subject, "<nil>")
try:
    jwt.parse(signed, lambda t: b"another key")
except jwt.GoError as error:
    print(error)
