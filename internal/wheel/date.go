package wheel

import (
	"fmt"
	"os"
	"strconv"
	"time"
)

// The oldest time that a zip file can hold; what every entry gets unless
// SOURCE_DATE_EPOCH says otherwise.
var fixedDate = time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)

func sourceDate() (time.Time, error) {
	epoch := os.Getenv("SOURCE_DATE_EPOCH")
	if epoch == "" {
		return fixedDate, nil
	}
	seconds, err := strconv.ParseInt(epoch, 10, 64)
	if err != nil {
		return time.Time{}, fmt.Errorf("SOURCE_DATE_EPOCH=%q is not a number of seconds", epoch)
	}
	at := time.Unix(seconds, 0).UTC()
	if at.Before(fixedDate) {
		return fixedDate, nil
	}
	return at, nil
}
