#include "app/settings.h"

#include "base/clock.h"
#include "base/file.h"
#include "base/json.h"
#include "base/utf8.h"
#include "score/person.h"
#include "ui/theme.h"

#include <cjson/cJSON.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SETTINGS_BYTES_MAX = 64 * 1024 };

static void read_text(const cJSON *json, const char *key, char *out, size_t size) {
    const char *text = cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(json, key));
    if (text && strlen(text) < size && utf8_is_valid(text, strlen(text)))
        snprintf(out, size, "%s", text);
}

static void read_bool(const cJSON *json, const char *key, bool *out) {
    const cJSON *item = cJSON_GetObjectItemCaseSensitive(json, key);
    if (cJSON_IsBool(item))
        *out = cJSON_IsTrue(item);
}

static void read_all(const cJSON *json, struct settings *settings) {
    read_text(json, "agent", settings->agent, sizeof settings->agent);
    read_text(json, "name", settings->name, sizeof settings->name);
    read_text(json, "team", settings->team, sizeof settings->team);
    read_text(json, "language", settings->language, sizeof settings->language);
    read_bool(json, "reduced_motion", &settings->is_reduced_motion);
    read_bool(json, "letter_keys", &settings->has_letter_keys);
    read_bool(json, "welcomed", &settings->is_welcomed);
    read_bool(json, "must_adopt", &settings->must_adopt);
    const cJSON *size = cJSON_GetObjectItemCaseSensitive(json, "text_percent");
    if (cJSON_IsNumber(size) && size->valueint >= 100 && size->valueint <= 200)
        settings->text_percent = size->valueint / 25 * 25;
    char word[32] = "";
    read_text(json, "theme", word, sizeof word);
    if (theme_of(word) >= 0)
        settings->theme = theme_of(word);
    read_text(json, "timing", word, sizeof word);
    if (timing_of(word) >= 0)
        settings->timing = timing_of(word);
}

static bool file_of(const struct paths *paths, char path[PATH_MAX], struct err *err) {
    return path_join(path, PATH_MAX, paths->home, "settings.json") ||
           err_set(err, ERR_IO, "the path of your data folder is too long");
}

static const char *theme_at(int i) {
    return theme_name((enum theme)i);
}

static const char *timing_at(int i) {
    return timing_name((enum timing)i);
}

static void complain(struct buf *out, const char *key, const char *known) {
    buf_printf(out, "%s`%s` has a value that is not known (known: %s)", out->len ? "; " : "", key,
               known);
}

/* A word out of a list; absent is the default. */
static void check_word(const cJSON *json, const char *key, const char *(*at)(int i),
                       struct buf *out) {
    const cJSON *item = cJSON_GetObjectItemCaseSensitive(json, key);
    const char *text = cJSON_GetStringValue(item);
    struct buf known = {0};
    bool is_known = item == NULL;
    for (int i = 0; at(i); i++) {
        is_known = is_known || (text && strcmp(text, at(i)) == 0);
        buf_printf(&known, "%s%s", i ? ", " : "", at(i));
    }
    if (!is_known)
        complain(out, key, buf_cstr(&known));
    buf_finish(&known);
}

static void check_text(const cJSON *json, const char *key, size_t size, struct buf *out) {
    const cJSON *item = cJSON_GetObjectItemCaseSensitive(json, key);
    const char *text = cJSON_GetStringValue(item);
    char known[64];
    snprintf(known, sizeof known, "a text of at most %zu bytes", size - 1);
    if (item && (!text || strlen(text) >= size))
        complain(out, key, known);
}

static void check_all(const cJSON *json, struct buf *out) {
    static const char *const switches[] = {"reduced_motion", "letter_keys", "welcomed",
                                           "must_adopt"};
    const struct settings *none = NULL;
    check_text(json, "agent", sizeof none->agent, out);
    check_text(json, "name", sizeof none->name, out);
    check_text(json, "team", sizeof none->team, out);
    check_text(json, "language", sizeof none->language, out);
    check_word(json, "theme", theme_at, out);
    check_word(json, "timing", timing_at, out);
    const cJSON *size = cJSON_GetObjectItemCaseSensitive(json, "text_percent");
    if (size && (!cJSON_IsNumber(size) || !(size->valuedouble >= 100 && size->valuedouble <= 200) ||
                 size->valueint % 25 || size->valuedouble != size->valueint))
        complain(out, "text_percent", "100, 125, 150, 175, 200");
    for (size_t i = 0; i < sizeof switches / sizeof *switches; i++) {
        const cJSON *item = cJSON_GetObjectItemCaseSensitive(json, switches[i]);
        if (item && !cJSON_IsBool(item))
            complain(out, switches[i], "true, false");
    }
}

bool settings_check(const struct paths *paths, struct buf *out, struct err *err) {
    char path[PATH_MAX];
    struct buf text = {0};
    if (!file_of(paths, path, err))
        return false;
    if (!file_exists(path))
        return true;
    bool ok = file_read(path, SETTINGS_BYTES_MAX, &text, err);
    cJSON *json = ok ? cJSON_ParseWithLength(buf_cstr(&text), text.len) : NULL;
    check_all(json, out);
    cJSON_Delete(json);
    buf_finish(&text);
    return ok;
}

bool settings_load(const struct paths *paths, struct settings *settings, struct err *err) {
    *settings = (struct settings){.text_percent = 100, .has_letter_keys = true};
    char path[PATH_MAX];
    if (!file_of(paths, path, err))
        return false;
    if (!file_exists(path))
        return true;
    struct buf text = {0};
    bool ok = file_read(path, SETTINGS_BYTES_MAX, &text, err);
    cJSON *json = ok ? cJSON_ParseWithLength(buf_cstr(&text), text.len) : NULL;
    char id[IDENT_SIZE];
    if (json)
        read_all(json, settings);
    if (json && *settings->agent)
        ok = ident_make("the id `agent` in settings.json", settings->agent, id, err) &&
             snprintf(settings->agent, sizeof settings->agent, "%s", id) > 0;
    if (!json && ok)
        ok = err_set(err, ERR_IO,
                     "%s is damaged: it is not JSON. Fix it, or remove it to start "
                     "with the defaults",
                     path);
    cJSON_Delete(json);
    buf_finish(&text);
    return ok;
}

static void write_text(struct buf *out, const char *key, const char *text) {
    json_key(out, key);
    json_string(out, text);
}

static void write_bool(struct buf *out, const char *key, bool value) {
    json_key(out, key);
    json_bool(out, value);
}

bool settings_save(const struct paths *paths, const struct settings *settings, struct err *err) {
    struct buf out = {0};
    char path[PATH_MAX];
    if (!file_of(paths, path, err) || !folder_make(paths->home, err))
        return false;
    buf_char(&out, '{');
    write_text(&out, "agent", settings->agent);
    write_text(&out, "name", settings->name);
    write_text(&out, "team", settings->team);
    write_text(&out, "language", settings->language);
    write_text(&out, "theme", theme_name((enum theme)settings->theme));
    write_text(&out, "timing", timing_name((enum timing)settings->timing));
    json_key(&out, "text_percent");
    json_int(&out, settings->text_percent);
    write_bool(&out, "reduced_motion", settings->is_reduced_motion);
    write_bool(&out, "letter_keys", settings->has_letter_keys);
    write_bool(&out, "welcomed", settings->is_welcomed);
    if (settings->must_adopt)
        write_bool(&out, "must_adopt", true);
    buf_text(&out, "}\n");
    bool ok = out.failed ? err_memory(err) : file_write(path, out.data, out.len, 0600, err);
    buf_finish(&out);
    return ok;
}

const char *settings_name(const struct settings *settings) {
    return *settings->name ? settings->name : NULL;
}

const char *settings_team(const struct settings *settings) {
    return *settings->team ? settings->team : NULL;
}

/* ---- the id ---- */

/* The id is kept before any log has it: were it lost, the next start would draw another one. */
bool settings_know_agent(const struct paths *paths, struct settings *settings, struct err *err) {
    if (*settings->agent)
        return true;
    if (!ident_draw(settings->agent))
        return err_set(err, ERR_IO, "the system gives no random numbers");
    settings->must_adopt = file_is_folder(paths->logs);
    bool ok = settings_save(paths, settings, err);
    if (!ok)
        settings->agent[0] = '\0';
    return ok;
}

/* The first release wrote the name as the id, else the system's user, else "agent". */
void settings_adopts(const struct settings *settings, const char *names[ADOPT_NAMES]) {
    const char *user = getenv("USER");
    bool has_user = user && *user;
    names[0] = settings->must_adopt ? settings_name(settings) : NULL;
    names[1] = settings->must_adopt && has_user ? user : NULL;
    names[2] = settings->must_adopt && !has_user ? "agent" : NULL;
}

bool settings_adopt(const struct paths *paths, struct settings *settings, struct err *err) {
    struct adoption adoption = {
        .logs = paths->logs, .agent = settings->agent, .now_ms = clock_wall_ms()};
    struct person_request request = {.logs = paths->logs,
                                     .cache = paths->cache,
                                     .agent = settings->agent,
                                     .now_ms = adoption.now_ms,
                                     .adoption = &adoption};
    if (!settings->must_adopt)
        return true;
    settings_adopts(settings, adoption.names);
    struct person *person = person_read(&request, err);
    settings->must_adopt = person == NULL;
    person_destroy(person);
    return !settings->must_adopt && settings_save(paths, settings, err);
}
