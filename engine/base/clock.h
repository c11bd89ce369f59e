/* The clocks and the random source. Only `commands` and `window` read them; the core is told. */
#ifndef BASE_CLOCK_H
#define BASE_CLOCK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

int64_t clock_wall_ms(void);      /* since 1970-01-01 UTC */
int64_t clock_monotonic_ms(void); /* since some moment; never goes back */
int64_t clock_monotonic_us(void);
int64_t clock_boot_ms(void); /* as the monotonic one, but it also runs while the machine sleeps */

/* Minutes by which the local time was ahead of UTC at that moment, −1439 … 1439. */
int clock_utc_offset_min(int64_t wall_ms);

struct clock_parts {
    int year, month, day; /* month and day from 1 */
    int hour, minute;
};

/* The local calendar and clock at that moment. */
struct clock_parts clock_local(int64_t wall_ms);

/* "2026-11-22T05:24:10.123Z" and its inverse (false: not of that form, or no
 * day of the calendar). */
void clock_format_utc(int64_t wall_ms, char out[25]);
bool clock_parse_utc(const char *text, int64_t *wall_ms);

/* From the system's source; false if there is none. */
bool random_bytes(void *out, size_t len);

#endif
