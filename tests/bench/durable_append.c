/* One record on the disk: durable_append FOLDER [RECORDS]. Prints the median microseconds of our
 * append_line + append_sync and of a bare write + fdatasync, taken in turns. */
#include "base/append.h"
#include "base/clock.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { RECORD = 700 };

static int by_value(const void *a, const void *b) {
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return x < y ? -1 : x > y;
}

static double median(int64_t *us, int count) {
    qsort(us, (size_t)count, sizeof *us, by_value);
    return (double)(us[count / 2] + us[(count - 1) / 2]) / 2;
}

static int64_t ours(struct append *append, const char *line) {
    struct err err = {0};
    int64_t began = clock_monotonic_us();
    if (!append_line(append, line, RECORD, &err) || !append_sync(append, &err)) {
        fprintf(stderr, "%s\n", err.text);
        exit(1);
    }
    return clock_monotonic_us() - began;
}

static int64_t bare(int fd, const char *line) {
    int64_t began = clock_monotonic_us();
    if (write(fd, line, RECORD) != RECORD || fdatasync(fd)) {
        perror("write");
        exit(1);
    }
    return clock_monotonic_us() - began;
}

int main(int argc, char **argv) {
    int count = argc > 2 ? atoi(argv[2]) : 400;
    char one[4096], two[4096], line[RECORD];
    snprintf(one, sizeof one, "%s/ours.jsonl", argc > 1 ? argv[1] : ".");
    snprintf(two, sizeof two, "%s/bare.jsonl", argc > 1 ? argv[1] : ".");
    memset(line, 'x', sizeof line);
    line[RECORD - 1] = '\n';
    struct err err = {0};
    unlink(one);
    struct append *append = append_create(one, &err);
    int fd = open(two, O_WRONLY | O_CREAT | O_TRUNC | O_APPEND | O_CLOEXEC, 0600);
    int64_t *a = calloc((size_t)count, sizeof *a), *b = calloc((size_t)count, sizeof *b);
    if (!append || fd < 0 || !a || !b || count < 1) {
        fprintf(stderr, "durable_append FOLDER [RECORDS]: %s\n", err.text);
        return 1;
    }
    for (int i = 0; i < count; i++) {
        a[i] = ours(append, line);
        b[i] = bare(fd, line);
    }
    printf("%.0f %.0f\n", median(a, count), median(b, count));
    append_close(append);
    close(fd);
    unlink(one);
    unlink(two);
    free(a);
    free(b);
    return 0;
}
