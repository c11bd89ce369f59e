#ifndef FUZZ_RECORD_READER_H
#define FUZZ_RECORD_READER_H

#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#endif
