#include "library/glyphs.h"

#include "base/file.h"
#include "base/visible.h"

#include <ft2build.h>
#include FT_FREETYPE_H

#include <stdlib.h>
#include <string.h>

enum { FACES_MAX = 64 };

struct glyphs_of_fonts {
    FT_Library freetype;
    FT_Face faces[FACES_MAX];
    int count;
    const char *folder; /* while it is listed */
};

static bool add_font(void *self, const char *name) {
    struct glyphs_of_fonts *glyphs = self;
    const char *dot = strrchr(name, '.');
    char path[FILE_PATH_MAX];
    bool is_font = dot && (strcmp(dot, ".ttf") == 0 || strcmp(dot, ".otf") == 0);
    if (is_font && glyphs->count < FACES_MAX &&
        path_join(path, sizeof path, glyphs->folder, name) &&
        FT_New_Face(glyphs->freetype, path, 0, &glyphs->faces[glyphs->count]) == 0)
        glyphs->count++;
    return true;
}

struct glyphs_of_fonts *glyphs_open(const char *assets) {
    char folder[FILE_PATH_MAX];
    struct err ignored = {0};
    struct glyphs_of_fonts *glyphs = calloc(1, sizeof *glyphs);
    if (!glyphs || FT_Init_FreeType(&glyphs->freetype) != 0) {
        free(glyphs);
        return NULL;
    }
    glyphs->folder = folder;
    if (path_join(folder, sizeof folder, assets, "fonts"))
        folder_list(folder, add_font, glyphs, &ignored);
    glyphs->folder = NULL;
    if (glyphs->count)
        return glyphs;
    glyphs_close(glyphs);
    return NULL;
}

void glyphs_close(struct glyphs_of_fonts *glyphs) {
    if (!glyphs)
        return;
    for (int i = 0; i < glyphs->count; i++)
        FT_Done_Face(glyphs->faces[i]);
    FT_Done_FreeType(glyphs->freetype);
    free(glyphs);
}

bool glyphs_have(const struct glyphs_of_fonts *glyphs, uint32_t character) {
    if (character <= 0x20 || visible_is_hidden(character))
        return true;
    for (int i = 0; i < glyphs->count; i++)
        if (FT_Get_Char_Index(glyphs->faces[i], character))
            return true;
    return false;
}
