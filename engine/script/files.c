/* Reading the scenario's files: what may be read, and what each must be before Lua sees it. */
#include "base/file.h"
#include "base/suggest.h"
#include "base/utf8.h"
#include "script/load.h"
#include "script/scan.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

/* Files that are no plain text, by their first bytes. */
static const struct foreign {
    const char *start;
    size_t len;
    const char *name, *fix;
} foreign[] = {
    {"\xFF\xFE", 2, "UTF-16 text", "save it as UTF-8 (in the editor: Save as, encoding UTF-8)"},
    {"\xFE\xFF", 2, "UTF-16 text", "save it as UTF-8 (in the editor: Save as, encoding UTF-8)"},
    {"{\\rtf", 5, "an RTF document of a word processor", "save it as plain text, UTF-8"},
    {"PK\x03\x04", 4, "a Word, LibreOffice or ZIP file", "save it as plain text, UTF-8"},
    {"\xD0\xCF\x11\xE0", 4, "a document of an old Word or Excel", "save it as plain text, UTF-8"},
    {"%PDF", 4, "a PDF file", "give the Lua source itself"},
    {"<!DOCTYPE", 9, "a web page", "give the Lua source itself"},
    {"<html", 5, "a web page", "give the Lua source itself"},
    {"\x1b", 1, "compiled Lua; only text is read", "give the Lua source itself"},
};

/* Every second byte is zero where UTF-16 has plain letters. */
static bool is_wide(const char *text, size_t len) {
    size_t zeros[2] = {0}, most = len < 64 ? len : 64;
    for (size_t i = 0; i < most; i++)
        zeros[i % 2] += text[i] == '\0';
    return most >= 4 && (zeros[0] * 4 > most || zeros[1] * 4 > most);
}

static const struct foreign *foreign_file(const char *text, size_t len) {
    for (size_t i = 0; i < sizeof foreign / sizeof *foreign; i++)
        if (len >= foreign[i].len && memcmp(text, foreign[i].start, foreign[i].len) == 0)
            return &foreign[i];
    return is_wide(text, len) ? &foreign[0] : NULL;
}

/* The whole file, comments too: it goes into logs as it is. Tabs and carriage returns are fine in a
 * file; in a text they are not. */
static bool check_bytes(struct load *load, int index) {
    const struct buf *bytes = &load->files[index].bytes;
    const struct foreign *other = foreign_file(buf_cstr(bytes), bytes->len);
    struct scan found;
    if (other) {
        load_fault(load, strncmp(other->name, "UTF", 3) == 0 ? E114 : E101,
                   place_at(load, index, 0), other->fix, "the file is %s", other->name);
        return false;
    }
    if (text_scan(buf_cstr(bytes), bytes->len, SCAN_FILE, &found) == SCAN_FINE)
        return true;
    struct place place = place_at(load, index, found.at);
    if (found.kind == SCAN_NOT_UTF8)
        load_fault(load, E114, place, "save the file as UTF-8",
                   "the byte 0x%02X is not UTF-8; is this a text file?",
                   (unsigned)(unsigned char)bytes->data[found.at]);
    else
        load_fault(load, E116, place, "remove it", "the file holds the forbidden character U+%04X",
                   (unsigned)found.character);
    return false;
}

static char *shown_name(struct load *load, const char *path) {
    const char *folder = load->request->folder;
    bool has_folder = folder && *folder && strcmp(folder, ".") != 0;
    buf_clear(&load->shown);
    if (has_folder)
        buf_printf(&load->shown, "%s%s", folder, folder[strlen(folder) - 1] == '/' ? "" : "/");
    buf_text(&load->shown, path);
    return load->shown.failed ? NULL : arena_text(load->arena, load->shown.data, load->shown.len);
}

static bool keep_file(struct load *load, const char *path, size_t path_len, struct place place) {
    size_t total = load->reading.len;
    for (int i = 0; i < load->file_count; i++)
        total += load->files[i].bytes.len;
    if (total > SANDBOX_SOURCE_MAX) {
        load_fault(load, E102, place, "split the call into two scenarios",
                   "the files have more than %d MiB together", SANDBOX_SOURCE_MAX >> 20);
        return false;
    }
    struct loaded_file *file = &load->files[load->file_count];
    file->path = arena_text(load->arena, path, path_len);
    file->shown = file->path ? shown_name(load, file->path) : NULL;
    if (!file->path || !file->shown) {
        load->no_memory = true;
        return false;
    }
    file->bytes = load->reading;
    load->reading = (struct buf){0};
    load->file_count++;
    return check_bytes(load, load->file_count - 1);
}

bool load_root(struct load *load, struct err *err) {
    const struct script_files *files = &load->request->files;
    const char *root = load->request->root;
    struct err failed = {0};
    if (!files->read(files->self, root, SCRIPT_FILE_MAX, &load->reading, &failed)) {
        if (failed.code == ERR_CONTENT) {
            const char *shown = shown_name(load, root);
            load_fault(load, E102, (struct place){shown ? shown : root, 0}, NULL, "%s",
                       failed.text);
        } else {
            err_set(err, failed.code, "%s", failed.text);
        }
        load->no_memory = load->no_memory || failed.code == ERR_MEMORY;
        return false;
    }
    return keep_file(load, root, strlen(root), (struct place){root, 0});
}

/* ---- include ---- */

static bool is_path_char(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '.' || c == '-';
}

static bool is_path(const char *path, size_t len) {
    bool starts_part = true;
    for (size_t i = 0; i < len; i++) {
        if (path[i] == '/' ? starts_part
                           : !is_path_char(path[i]) || (starts_part && path[i] == '.'))
            return false;
        starts_part = path[i] == '/';
    }
    return !starts_part;
}

static bool refuse(struct load *load, struct place place, const char *fix, const char *path,
                   const char *why) {
    load->is_partial = true;
    load->includes_refused++;
    load_fault(load, E115, place_of_call(load, place, "include", path), fix,
               "cannot include \"%.200s\": %s", path, why);
    return false;
}

static bool was_included(const struct load *load, const char *path) {
    for (int i = 0; i < load->file_count; i++)
        if (strcmp(load->files[i].path, path) == 0)
            return true;
    return false;
}

/* On some systems the letters' case does not matter; a scenario must load on all of them. */
static bool refuse_unread(struct load *load, struct place place, const char *path,
                          const char *why) {
    const struct script_files *files = &load->request->files;
    char nearest[256], fix[300] = "paths start at the scenario's own folder";
    if (files->nearest && files->nearest(files->self, path, nearest, sizeof nearest))
        snprintf(fix, sizeof fix, "did you mean \"%s\"?", nearest);
    return refuse(load, place, fix, path, why);
}

bool load_include(struct load *load, const char *path, size_t len, struct place place) {
    static const char form[] =
        "use parts of A-Z a-z 0-9 _ . - joined by /, not starting with a dot";
    static const char slash[] = "write / between a folder and a file, no backslash";
    struct err failed = {0};
    if (!is_path(path, len))
        return refuse(load, place, strpbrk(path, "\\\a\b\f\n\r\t\v") ? slash : form, path,
                      "not a path below the scenario's folder");
    if (was_included(load, path))
        return false;
    if (load->include_depth == SCRIPT_INCLUDE_DEPTH_MAX)
        return refuse(load, place, "include it from a file further up", path,
                      "includes are nested more than 8 deep");
    if (load->file_count == SCRIPT_FILES_MAX)
        return refuse(load, place, "join some of the files", path, "more than 64 files");
    const struct script_files *files = &load->request->files;
    if (!files->read(files->self, path, SCRIPT_FILE_MAX, &load->reading, &failed)) {
        if (failed.code == ERR_MEMORY)
            load->no_memory = true;
        if (failed.code == ERR_CONTENT) {
            load->is_partial = true;
            load_fault(load, E102, place, NULL, "%s", failed.text);
            return false;
        }
        return refuse_unread(load, place, path, failed.text);
    }
    bool is_kept = keep_file(load, path, len, place);
    load->is_partial = load->is_partial || !is_kept;
    return is_kept;
}

/* ---- providers ---- */

struct disk {
    const char *path, *folder, *root;
};

static bool disk_read(void *self, const char *path, size_t max, struct buf *out, struct err *err) {
    const struct disk *disk = self;
    if (strcmp(path, disk->root) == 0)
        return file_read(disk->path, max, out, err);
    return file_read_below(disk->folder, path, max, out, err);
}

/* Among the files of the folder that was named. */
struct neighbours {
    const char *wanted;
    struct suggest suggest;
    char name[128];
};

static bool are_equal_but_case(const char *a, const char *b) {
    while (*a && tolower((unsigned char)*a) == tolower((unsigned char)*b))
        a++, b++;
    return !*a && !*b;
}

static bool look_at(void *self, const char *name) {
    struct neighbours *neighbours = self;
    bool is_it = are_equal_but_case(name, neighbours->wanted);
    const char *before = neighbours->suggest.best;
    size_t distance = neighbours->suggest.distance;
    suggest_add(&neighbours->suggest, name);
    bool is_nearer = neighbours->suggest.best && (neighbours->suggest.best != before ||
                                                  neighbours->suggest.distance < distance);
    if ((is_it || is_nearer) && strlen(name) < sizeof neighbours->name)
        snprintf(neighbours->name, sizeof neighbours->name, "%s", name);
    if (neighbours->suggest.best)
        neighbours->suggest.best = neighbours->name; /* `name` goes when this returns */
    return !is_it;
}

static bool disk_nearest(void *self, const char *path, char *out, size_t size) {
    const struct disk *disk = self;
    char folder[4096];
    const char *name = path_name(path);
    int parent = (int)(name - path);
    struct neighbours neighbours = {.wanted = name};
    struct err ignored = {0};
    suggest_init(&neighbours.suggest, name);
    if ((size_t)snprintf(folder, sizeof folder, "%s/%.*s", disk->folder, parent, path) >=
            sizeof folder ||
        !folder_list(folder, look_at, &neighbours, &ignored) || !neighbours.name[0])
        return false;
    return (size_t)snprintf(out, size, "%.*s%s", parent, path, neighbours.name) < size;
}

struct scenario *script_load_file(const char *path, struct script_report *report, struct err *err) {
    char folder[4096];
    if (!path_folder(folder, sizeof folder, path)) {
        err_set(err, ERR_IO, "the path is too long: %.80s", path);
        return NULL;
    }
    struct disk disk = {.path = path, .folder = folder, .root = path_name(path)};
    struct script_request request = {.files = {disk_read, disk_nearest, &disk},
                                     .root = disk.root,
                                     .folder = strchr(path, '/') ? folder : NULL};
    return script_load(&request, report, err);
}

struct memory {
    const struct source *sources;
    int count;
};

static bool memory_read(void *self, const char *path, size_t max, struct buf *out,
                        struct err *err) {
    const struct memory *memory = self;
    buf_clear(out);
    for (int i = 0; i < memory->count; i++) {
        const struct source *source = &memory->sources[i];
        if (strcmp(source->path, path) != 0)
            continue;
        if (source->len > max)
            return err_set(err, ERR_CONTENT, "%s has %zu bytes; at most %zu are allowed", path,
                           source->len, max);
        buf_add(out, source->text, source->len);
        return !out->failed || err_memory(err);
    }
    return err_set(err, ERR_IO, "%s is not in the bundle", path);
}

struct scenario *script_load_bundle(const struct source *sources, int count, const char *root,
                                    int rules, struct script_report *report, struct err *err) {
    struct memory memory = {.sources = sources, .count = count};
    struct script_request request = {
        .files = {memory_read, NULL, &memory}, .root = root, .rules = rules};
    return script_load(&request, report, err);
}

struct scenario *script_load_memory(const struct source *sources, int count, const char *root,
                                    struct script_report *report, struct err *err) {
    return script_load_bundle(sources, count, root, 0, report, err);
}
