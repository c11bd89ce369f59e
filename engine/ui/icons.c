#include "ui/icons.h"

#include <stddef.h>
#include <string.h>

static const struct {
    const char *name, *path;
} icons[] = {
#include "icon_table.inc"
};

enum { ICONS = sizeof icons / sizeof *icons };

const char *icon_path(const char *name) {
    int low = 0, high = ICONS - 1;
    while (low <= high) {
        int middle = (low + high) / 2, order = strcmp(name, icons[middle].name);
        if (!order)
            return icons[middle].path;
        if (order < 0)
            high = middle - 1;
        else
            low = middle + 1;
    }
    return NULL;
}

const char *icon_name(int index) {
    return index >= 0 && index < ICONS ? icons[index].name : NULL;
}
