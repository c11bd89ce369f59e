/* From a play and its history to what the call's screen shows. */
#ifndef VIEW_CALL_MODEL_H
#define VIEW_CALL_MODEL_H

#include "base/arena.h"
#include "play/play.h"
#include "session/path.h"
#include "view/call.h"

struct call_model {
    struct arena *arena; /* of the texts and lists below; made anew when something happened */
    struct call_view view;
    struct path_range *ranges; /* one a scene */
    unsigned revision;
    bool is_built;
};

/* Brings the model up to date: lists only when something happened, times always. False: no memory.
 */
bool call_model_update(struct call_model *model, const struct play *play, enum language fallback,
                       struct now now);
void call_model_finish(struct call_model *model);

/* "Northline Mobile" of "Billing agent, Northline Mobile"; "" when nothing follows a comma. */
const char *organisation_of(const char *role);

#endif
