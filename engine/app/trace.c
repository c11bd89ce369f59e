/* What is on screen, told to a file so that tests of the window can wait for a picture and press
 * what is in it. */
#include "app/app_state.h"

#include <stdio.h>
#include <stdlib.h>

static FILE *open_trace(void) {
    const char *path = getenv("OFFSCRIPT_TRACE");
    return path && *path ? fopen(path, "a") : NULL;
}

void trace_dropped(const struct ui_event *event) {
    FILE *file = open_trace();
    if (!file)
        return;
    fprintf(file, "dropped %s\n", event->kind == UI_KEY ? "key" : "press");
    fclose(file);
}

void trace_wait(int timeout_ms) {
    FILE *file = open_trace();
    if (!file)
        return;
    fprintf(file, "waits %d\n", timeout_ms);
    fclose(file);
}

void trace_picture(struct app *app) {
    FILE *file = open_trace();
    struct layer *top = stack_top(app);
    struct buf words = {0};
    if (!file)
        return;
    for (int i = 0; i < app->frame.element_count; i++) {
        const struct element *element = &app->frame.elements[i];
        if (element->rect.w && element->rect.h)
            fprintf(file, "element %s %d %d %d %d\n", element->id, element->rect.x, element->rect.y,
                    element->rect.w, element->rect.h);
    }
    if (top->screen->describe)
        top->screen->describe(top->state, &words);
    fprintf(file, "picture %s %s\n", top->screen->name, words.len ? buf_cstr(&words) : "");
    buf_finish(&words);
    fclose(file);
}
