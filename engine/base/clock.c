#include "base/clock.h"

#include "base/os.h"

#include <stdio.h>
#include <string.h>

int64_t clock_wall_ms(void) {
    return os_wall_us() / 1000;
}

int64_t clock_monotonic_ms(void) {
    return os_monotonic_us() / 1000;
}

int64_t clock_monotonic_us(void) {
    return os_monotonic_us();
}

int64_t clock_boot_ms(void) {
    return os_boot_us() / 1000;
}

/* Days since 1970-01-01 and back, proleptic Gregorian (Howard Hinnant's civil calendar algorithms).
 */
static int64_t days_of(int64_t year, int month, int day) {
    year -= month <= 2;
    int64_t era = (year >= 0 ? year : year - 399) / 400;
    int64_t year_of_era = year - era * 400;
    int64_t day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    return era * 146097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year -
           719468;
}

static void date_of(int64_t days, int *year, int *month, int *day) {
    days += 719468;
    int64_t era = (days >= 0 ? days : days - 146096) / 146097;
    int64_t doe = days - era * 146097;
    int64_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
    int64_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    int64_t mp = (5 * doy + 2) / 153;
    *day = (int)(doy - (153 * mp + 2) / 5 + 1);
    *month = (int)(mp < 10 ? mp + 3 : mp - 9);
    *year = (int)(yoe + era * 400 + (*month <= 2));
}

int clock_utc_offset_min(int64_t wall_ms) {
    return os_utc_offset_min(wall_ms);
}

struct clock_parts clock_local(int64_t wall_ms) {
    struct clock_parts parts;
    const int64_t day_min = 24 * 60;
    int64_t minutes = (wall_ms < 0 ? wall_ms - 59999 : wall_ms) / 60000;
    minutes += clock_utc_offset_min(wall_ms);
    int64_t rest = (minutes % day_min + day_min) % day_min;
    date_of((minutes - rest) / day_min, &parts.year, &parts.month, &parts.day);
    parts.hour = (int)(rest / 60);
    parts.minute = (int)(rest % 60);
    return parts;
}

void clock_format_utc(int64_t wall_ms, char out[25]) {
    const int64_t day_ms = 86400000;
    int64_t days = wall_ms / day_ms;
    int64_t rest = wall_ms % day_ms;
    if (rest < 0) {
        rest += day_ms;
        days--;
    }
    int year, month, day;
    date_of(days, &year, &month, &day);
    char text[64];
    snprintf(text, sizeof text, "%04d-%02d-%02dT%02d:%02d:%02d.%03dZ", year % 10000, month, day,
             (int)(rest / 3600000), (int)(rest / 60000 % 60), (int)(rest / 1000 % 60),
             (int)(rest % 1000));
    memcpy(out, text, 24);
    out[24] = '\0';
}

static int days_in(int year, int month) {
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    return days[month - 1] + (month == 2 && is_leap);
}

bool clock_parse_utc(const char *text, int64_t *wall_ms) {
    static const char form[] = "dddd-dd-ddTdd:dd:dd.dddZ";
    for (size_t i = 0; i < sizeof form - 1; i++)
        if (form[i] == 'd' ? text[i] < '0' || text[i] > '9' : text[i] != form[i])
            return false;
    if (text[sizeof form - 1])
        return false;
    int year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, ms = 0;
    if (sscanf(text, "%4d-%2d-%2dT%2d:%2d:%2d.%3dZ", &year, &month, &day, &hour, &minute, &second,
               &ms) != 7)
        return false;
    if (year < 1 || month < 1 || month > 12 || day < 1 || day > days_in(year, month))
        return false;
    if (hour > 23 || minute > 59 || second > 60)
        return false;
    *wall_ms = ((days_of(year, month, day) * 24 + hour) * 60 + minute) * 60000 +
               (int64_t)second * 1000 + ms;
    return true;
}

bool random_bytes(void *out, size_t len) {
    return os_random(out, len);
}
