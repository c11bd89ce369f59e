#include "folder.h"

#include "base/file.h"
#include "support/cmocka.h"

#include <ftw.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char root[64];

const char *folder_root(void) {
    return root;
}

const char *folder_at(const char *name) {
    static char path[8][PATH_MAX];
    static int next;
    next = (next + 1) % 8;
    snprintf(path[next], PATH_MAX, "%s/%s", root, name);
    return path[next];
}

int folder_begin(void **state) {
    (void)state;
    strcpy(root, "/tmp/offscript.XXXXXX");
    return mkdtemp(root) ? 0 : -1;
}

static int remove_one(const char *path, const struct stat *info, int kind, struct FTW *walk) {
    (void)info;
    (void)kind;
    (void)walk;
    return remove(path);
}

int folder_end(void **state) {
    (void)state;
    return nftw(root, remove_one, 32, FTW_DEPTH | FTW_PHYS);
}

void folder_put(const char *name, const char *text) {
    char parent[PATH_MAX];
    struct err err = {0};
    assert_true(path_folder(parent, sizeof parent, folder_at(name)));
    assert_true(folder_make(parent, &err));
    assert_true(file_write(folder_at(name), text, strlen(text), 0600, &err));
}

void folder_call(const char *name, const char *id, const char *options) {
    char text[8192];
    snprintf(text, sizeof text,
             "scenario \"%s\" { format = 1, version = 1, title = \"T\", start = \"a\",\n"
             "  vars = { v = 0 } }\n"
             "card \"c\" { title = \"C\", facts = { { \"F\", \"1\", closed = \"f\" } } }\n"
             "scene \"a\" { %s }\n"
             "ending \"done\" { title = \"E\", lesson = \"L\" }\n",
             id,
             options ? options
                     : "option \"x\" { say = \"Yes.\", to = \"done\", credit = 1 },\n"
                       "option \"y\" { say = \"No.\", to = \"done\", credit = 0 }");
    folder_put(name, text);
}

void folder_paths(struct paths *paths) {
    const char *source = getenv("OFFSCRIPT_SOURCE");
    assert_non_null(source);
    snprintf(paths->assets, PATH_MAX, "%s/assets", source);
    snprintf(paths->scenarios, PATH_MAX, "%s/shipped", root);
    snprintf(paths->home, PATH_MAX, "%s/home", root);
    snprintf(paths->logs, PATH_MAX, "%s/home/logs", root);
    snprintf(paths->own_scenarios, PATH_MAX, "%s/home/scenarios", root);
}
