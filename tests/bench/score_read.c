/* Reads logs and says how fast: score_read PATH [THREADS [CACHE]]. */
#include "base/clock.h"
#include "table/columns.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>

int main(int argc, char **argv) {
    struct err err = {0};
    if (argc < 2)
        return 2;
    const char *paths[] = {argv[1]};
    struct columns_request request = {.paths = paths,
                                      .path_count = 1,
                                      .threads = argc > 2 ? atoi(argv[2]) : 0,
                                      .cache = argc > 3 ? argv[3] : NULL,
                                      .now_ms = clock_wall_ms()};
    int64_t start = clock_monotonic_us();
    struct columns *columns = columns_read(&request, &err);
    double seconds = (double)(clock_monotonic_us() - start) / 1e6;
    if (!columns) {
        fprintf(stderr, "%s\n", err.text);
        return 3;
    }
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    printf("{\"decisions\":%d,\"sessions\":%d,\"files\":%d,\"files_read\":%d,\"bytes\":%lld,"
           "\"skipped\":%d,"
           "\"seconds\":%.4f,\"peak_mib\":%.0f}\n",
           columns->decision.count, columns->session.count, columns->files, columns->files_read,
           (long long)columns->bytes, columns->skipped_count, seconds,
           (double)usage.ru_maxrss / 1024);
    columns_destroy(columns);
    return 0;
}
