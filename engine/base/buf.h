/* A growing run of bytes, always closed by a NUL that does not count. A failed growth is remembered
 * (`failed`) and everything later is ignored, so that a caller checks once at the end. */
#ifndef BASE_BUF_H
#define BASE_BUF_H

#include <stdbool.h>
#include <stddef.h>

struct buf {
    char *data; /* NULL while nothing was ever added */
    size_t len, cap;
    bool failed; /* out of memory once: the content is not complete */
};

void buf_finish(struct buf *buf); /* frees and zeroes */
void buf_clear(struct buf *buf);  /* empties, keeps the memory, forgets a failure */

/* Room for `more` bytes and the NUL. False: out of memory (`failed`). */
bool buf_reserve(struct buf *buf, size_t more);
void buf_add(struct buf *buf, const void *bytes, size_t len);
void buf_char(struct buf *buf, char c);
void buf_text(struct buf *buf, const char *text);
void buf_printf(struct buf *buf, const char *format, ...) __attribute__((format(printf, 2, 3)));
void buf_int(struct buf *buf, long long number); /* decimal, without printf */

/* "" instead of NULL. */
const char *buf_cstr(const struct buf *buf);

#endif
