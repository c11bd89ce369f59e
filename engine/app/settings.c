#include "app/settings.h"

#include "base/file.h"
#include "base/json.h"
#include "base/utf8.h"

#include <cjson/cJSON.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SETTINGS_BYTES_MAX = 64 * 1024 };

static const char *const theme_names[] = {"light", "dark", "high-contrast"};

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
    read_text(json, "name", settings->name, sizeof settings->name);
    read_text(json, "team", settings->team, sizeof settings->team);
    read_text(json, "language", settings->language, sizeof settings->language);
    read_bool(json, "reduced_motion", &settings->is_reduced_motion);
    read_bool(json, "letter_keys", &settings->has_letter_keys);
    read_bool(json, "welcomed", &settings->is_welcomed);
    const cJSON *size = cJSON_GetObjectItemCaseSensitive(json, "text_percent");
    if (cJSON_IsNumber(size) && size->valueint >= 100 && size->valueint <= 200)
        settings->text_percent = size->valueint / 25 * 25;
    char word[32] = "";
    read_text(json, "theme", word, sizeof word);
    for (int i = 0; i < 3; i++)
        if (strcmp(word, theme_names[i]) == 0)
            settings->theme = i;
    read_text(json, "timing", word, sizeof word);
    if (timing_of(word) >= 0)
        settings->timing = timing_of(word);
}

static bool file_of(const struct paths *paths, char path[PATH_MAX], struct err *err) {
    return path_join(path, PATH_MAX, paths->home, "settings.json") ||
           err_set(err, ERR_IO, "the path of your data folder is too long");
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
    if (json)
        read_all(json, settings);
    else if (ok)
        ok = err_set(err, ERR_IO,
                     "%s is damaged: it is not JSON. Mend it, or remove it to start "
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
    write_text(&out, "name", settings->name);
    write_text(&out, "team", settings->team);
    write_text(&out, "language", settings->language);
    write_text(&out, "theme", theme_names[settings->theme]);
    write_text(&out, "timing", timing_name((enum timing)settings->timing));
    json_key(&out, "text_percent");
    json_int(&out, settings->text_percent);
    write_bool(&out, "reduced_motion", settings->is_reduced_motion);
    write_bool(&out, "letter_keys", settings->has_letter_keys);
    write_bool(&out, "welcomed", settings->is_welcomed);
    buf_text(&out, "}\n");
    bool ok = out.failed ? err_memory(err) : file_write(path, out.data, out.len, 0600, err);
    buf_finish(&out);
    return ok;
}

const char *settings_agent(const struct settings *settings) {
    if (*settings->name)
        return settings->name;
    const char *user = getenv("USER");
    return user && *user && utf8_is_valid(user, strlen(user)) && strlen(user) < 128 ? user
                                                                                    : "agent";
}
