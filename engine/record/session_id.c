#include "record/session_id.h"

#include "base/clock.h"

void session_id_from(int64_t wall_ms, const unsigned char bytes[10], char out[37]) {
    unsigned char id[16];
    for (int i = 0; i < 6; i++)
        id[i] = (unsigned char)((uint64_t)wall_ms >> (40 - 8 * i));
    for (int i = 0; i < 10; i++)
        id[6 + i] = bytes[i];
    id[6] = (unsigned char)(0x70 | (id[6] & 0x0f)); /* version 7 */
    id[8] = (unsigned char)(0x80 | (id[8] & 0x3f)); /* the RFC's variant */
    char *at = out;
    for (int i = 0; i < 16; i++) {
        if (i == 4 || i == 6 || i == 8 || i == 10)
            *at++ = '-';
        *at++ = "0123456789abcdef"[id[i] >> 4];
        *at++ = "0123456789abcdef"[id[i] & 15];
    }
    *at = '\0';
}

bool session_id_make(int64_t wall_ms, char out[37]) {
    unsigned char bytes[10];
    if (!random_bytes(bytes, sizeof bytes))
        return false;
    session_id_from(wall_ms, bytes, out);
    return true;
}
