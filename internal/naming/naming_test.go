package naming

import "testing"

func TestSnake(t *testing.T) {
	for goName, want := range map[string]string{
		"WordCount": "word_count", "UserIDs": "user_ids", "UGCPolicy": "ugc_policy", "UUIDv4": "uuid_v4",
		"SHA256Sum": "sha256_sum", "Sha256Sum": "sha256_sum", "IPv4": "ipv4", "IPv6Addr": "ipv6_addr", "OAuth2": "oauth2", "NewOAuth2Client": "new_oauth2_client",
		"X": "x", "ID": "id", "IDs": "ids", "URLs": "urls", "APIsByName": "apis_by_name", "HTTPServer": "http_server",
		"ParseURL": "parse_url", "MarshalJSON": "marshal_json", "Vec3D": "vec3d", "Point2DFrom": "point2d_from",
		"Crc32IEEE": "crc32_ieee", "Base64URL": "base64_url", "Float64s": "float64s", "From": "from_", "Import": "import_",
		"snake_case": "snake_case", "Mixed_Case": "mixed_case", "EqualFold": "equal_fold", "A": "a", "AB": "ab", "ABTest": "ab_test",
		"text": "text", "maxLen": "max_len", "userID": "user_id", "Größe": "größe", "NewV4": "new_v4", "V4UUID": "v4_uuid", "Sum64": "sum64", "Sum64String": "sum64_string",
		"IsID": "is_id", "None": "none", "Class": "class_", "ToASCII": "to_ascii", "X509Cert": "x509_cert", "T1Copy": "t1_copy", "HasNaN": "has_nan", "IsNaNOrInf": "is_nan_or_inf", "NaNs": "nans",
	} {
		if got := Snake(goName); got != want {
			t.Errorf("Snake(%q) = %q, want %q", goName, got, want)
		}
	}
}

func TestUpper(t *testing.T) {
	for goName, want := range map[string]string{
		"MaxLen": "MAX_LEN", "Pi": "PI", "SqrtE": "SQRT_E", "MAX_SIZE": "MAX_SIZE", "ColorRed": "COLOR_RED", "StatusNotFound": "STATUS_NOT_FOUND", "KeyIDs": "KEY_IDS",
	} {
		if got := Upper(goName); got != want {
			t.Errorf("Upper(%q) = %q, want %q", goName, got, want)
		}
	}
}
