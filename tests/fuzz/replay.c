/* Runs a fuzz driver on files, without a fuzzer: `make check` replays
 * tests/fuzz/corpus/ with it, and afl-fuzz can use it. */

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void replay(const char *path)
{
    FILE *file = fopen(path, "rb");
    if (file == NULL || fseek(file, 0, SEEK_END) != 0) {
        perror(path);
        exit(2);
    }
    const long length = ftell(file);
    const size_t size = length < 0 ? 0 : (size_t)length;
    uint8_t *data = malloc(size + 1);
    rewind(file);
    if (length < 0 || data == NULL || fread(data, 1, size, file) != size) {
        perror(path);
        exit(2);
    }
    (void)fclose(file);
    (void)LLVMFuzzerTestOneInput(data, size);
    free(data);
}

int main(int argc, char **argv)
{
    for (int i = 1; i < argc; i++) {
        replay(argv[i]);
    }
    return 0;
}
