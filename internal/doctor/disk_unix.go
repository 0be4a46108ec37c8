//go:build unix

package doctor

import "syscall"

// freeSpace is how many bytes the disk of a folder has left for users.
func freeSpace(dir string) (free uint64, known bool) {
	var disk syscall.Statfs_t
	if err := syscall.Statfs(dir, &disk); err != nil {
		return 0, false
	}
	return disk.Bavail * uint64(disk.Bsize), true
}
