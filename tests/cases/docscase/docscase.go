// Package docscase is what the pages of the documentation show: a file each.
package docscase
