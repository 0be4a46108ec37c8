/* What bench/gopher does, in C. cffi parses this very file, so there is nothing
   in it but declarations. */

typedef struct { double x, y; } Point;

void noop(void);
int64_t add(int64_t a, int64_t b);
int64_t str_len(const char *s, int64_t len);
char *greet(const char *name, int64_t len); /* to be given to release() */
void release(void *memory);
int64_t bytes_len(const char *b, int64_t len);
double sum_floats(const double *v, int64_t len);
void fill_range(int64_t *v, int64_t len);
int64_t total_len(const char **keys, const char **values, int64_t len);
int fail(int64_t n); /* 0, or 1 if n is negative */
double point_norm(const Point *p);
