/* From the library and what a person did to what home, the list of calls and the progress page
 * show. */
#ifndef VIEW_HOME_MODEL_H
#define VIEW_HOME_MODEL_H

#include "base/arena.h"
#include "score/person.h"
#include "view/home.h"
#include "view/library_model.h"
#include "view/screen_list.h"

/* All of it is borrowed and must outlive the model. */
struct home_source {
    struct library_model *library;   /* its calls are marked with how often they were played */
    const struct person *person;     /* NULL: still being read */
    const struct standing *standing; /* NULL: still being scored */
    const char *name, *team;         /* as shown; "" not said */
    bool can_speak;
    enum language language;
    int64_t wall_ms; /* now */
};

struct home_model {
    struct home_source source;
    struct arena *arena;
    struct home_view view; /* its texts live in the arena, the person's columns and the library */
};

/* False: *err says what could not be read, and the model shows the rest. Finish it in either case.
 */
bool home_model_load(struct home_model *model, const struct home_source *source, struct err *err);
void home_model_finish(struct home_model *model);

/* The list of calls, or the progress page, from a loaded model, which it borrows from. */
void home_model_list(struct home_model *model, enum shell_tab tab, struct list_view *view);

/* The six lines of progress and the number of decisions that count; home_model_load does it. */
void progress_model_fill(struct home_model *model);

#endif
