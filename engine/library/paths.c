#include "library/paths.h"

#include "base/file.h"
#include "base/os.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool set(char out[FILE_PATH_MAX], const char *folder, const char *name, struct err *err) {
    return path_join(out, FILE_PATH_MAX, folder, name) ||
           err_set(err, ERR_IO, "the path %.80s… is too long", folder);
}

/* Beside the program when installed (bin/../share/offscript), else the source tree it was built
 * from. */
static bool find_data(char out[FILE_PATH_MAX]) {
    const char *given = getenv("OFFSCRIPT_DATA");
    if (given && *given)
        return (size_t)snprintf(out, FILE_PATH_MAX, "%s", given) < FILE_PATH_MAX;
    char self[FILE_PATH_MAX], folder[FILE_PATH_MAX];
    if (os_own_path(self, sizeof self) && path_folder(folder, sizeof folder, self) &&
        path_join(out, FILE_PATH_MAX, folder, "../share/offscript") && file_is_folder(out))
        return true;
    return (size_t)snprintf(out, FILE_PATH_MAX, "%s", OFFSCRIPT_SOURCE_ROOT) < FILE_PATH_MAX;
}

static bool find_home(char out[FILE_PATH_MAX], struct err *err) {
    const char *own = getenv("OFFSCRIPT_HOME"), *data = getenv("XDG_DATA_HOME"),
               *home = getenv("HOME");
    if (own && *own)
        return set(out, own, "", err);
    if (data && *data == '/')
        return set(out, data, "offscript", err);
    if (home && *home)
        return set(out, home, ".local/share/offscript", err);
    return err_set(err, ERR_IO,
                   "no folder for your data is known; set OFFSCRIPT_HOME to one you can write to");
}

bool paths_find(struct paths *paths, struct err *err) {
    char data[FILE_PATH_MAX];
    if (!find_data(data))
        return err_set(err, ERR_IO, "the program's data folder has too long a path");
    if (!find_home(paths->home, err))
        return false;
    size_t len = strlen(paths->home);
    if (len > 1 && paths->home[len - 1] == '/')
        paths->home[len - 1] = '\0';
    return set(paths->assets, data, "assets", err) &&
           set(paths->scenarios, data, "scenarios", err) &&
           set(paths->logs, paths->home, "logs", err) &&
           set(paths->cache, paths->home, "cache", err) &&
           set(paths->own_scenarios, paths->home, "scenarios", err);
}
