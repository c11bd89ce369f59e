/* A session's id: a UUID version 7 (RFC 9562), so that ids sort by the time they were made. */
#ifndef RECORD_SESSION_ID_H
#define RECORD_SESSION_ID_H

#include <stdbool.h>
#include <stdint.h>

/* 36 characters in lower case and a NUL. False: the system has no random source. */
bool session_id_make(int64_t wall_ms, char out[37]);

/* The same from ten given bytes. */
void session_id_from(int64_t wall_ms, const unsigned char bytes[10], char out[37]);

#endif
