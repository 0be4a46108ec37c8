#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "functions.h"

void noop(void) {}

int64_t add(int64_t a, int64_t b) { return a + b; }

int64_t str_len(const char *s, int64_t len) { (void)s; return len; }

char *greet(const char *name, int64_t len) {
    char *text = malloc(len + 9);
    if (!text) return NULL;
    memcpy(text, "Hello, ", 7);
    memcpy(text + 7, name, len);
    memcpy(text + 7 + len, "!", 2);
    return text;
}

void release(void *memory) { free(memory); }

int64_t bytes_len(const char *b, int64_t len) { (void)b; return len; }

double sum_floats(const double *v, int64_t len) {
    double sum = 0;
    for (int64_t i = 0; i < len; i++) sum += v[i];
    return sum;
}

void fill_range(int64_t *v, int64_t len) {
    for (int64_t i = 0; i < len; i++) v[i] = i;
}

int64_t total_len(const char **keys, const char **values, int64_t len) {
    int64_t total = 0;
    for (int64_t i = 0; i < len; i++) total += strlen(keys[i]) + strlen(values[i]);
    return total;
}

int fail(int64_t n) { return n < 0; }

double point_norm(const Point *p) { return sqrt(p->x * p->x + p->y * p->y); }
