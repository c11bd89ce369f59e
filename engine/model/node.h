/* The identity of a decision: an edited decision is a new item, a new panel is not. */
#ifndef MODEL_NODE_H
#define MODEL_NODE_H

#include "base/buf.h"
#include "model/scenario.h"

/* Writes into `json` (emptied first) the decision's content as a JSON array: scenario id, locale,
 * scene id, customer [[when,text]…], speaker, prompt, note, seconds, timeout [[when,target]…],
 * escalation, options [[id,say,act,says,when,to,stance,escalates]…] in authored order. What is not
 * there is null; says and to are lists like customer's. Templates stand unexpanded. */
void node_json(const struct scenario *scenario, const struct scene *scene, struct buf *json);

/* The first 16 hexadecimal digits of the SHA-256 of that; "" for a scene without options. `scratch`
 * is reused from call to call. False: out of memory. */
bool node_hash(const struct scenario *scenario, const struct scene *scene, struct buf *scratch,
               char out[17]);

#endif
