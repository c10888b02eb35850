/* A reader for as much of C as the tables are written in. It takes nothing from
 * the writer but the names of arrays; whatever it does not understand is a
 * fault, never a guess. */

#include "emit/c/readback.h"

#include "base/arena.h"

#include <stdlib.h>
#include <string.h>

struct constant_value {
    const char *name;
    uint64_t value;
};

static void fault(struct readback *readback, const char *what, const char *name)
{
    if (readback->fault == NULL) {
        readback->fault =
            arena_print(readback->arena, "%s in `%s`", what, name);
    }
}

static bool is_word(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
           (byte >= '0' && byte <= '9') || byte == '_';
}

/* Behind white space and comments. */
static const char *skip(const char *at)
{
    for (;;) {
        at += strspn(at, " \n");
        if (strncmp(at, "/*", 2) != 0) {
            return at;
        }
        const char *end = strstr(at, "*/");
        if (end == NULL) {
            return at + strlen(at);
        }
        at = end + 2;
    }
}

/* --- constants ------------------------------------------------------------ */

/* "12", "0x1fu", "UINT64_C(12)", "(UINT64_C(1) << 3)": the value, and where it
 * ends; NULL where it is none of these. */
static const char *read_literal(const char *at, uint64_t *value)
{
    if (strncmp(at, "(UINT64_C(1) << ", 16) == 0) {
        char *end;
        unsigned long shift = strtoul(at + 16, &end, 10);
        if (*end != ')' || shift > 63) {
            return NULL;
        }
        *value = UINT64_C(1) << shift;
        return end + 1;
    }
    bool wrapped = strncmp(at, "UINT64_C(", 9) == 0;
    at += wrapped ? 9 : 0;
    if (*at < '0' || *at > '9') {
        return NULL;
    }
    char *end;
    *value = strtoull(at, &end, 0);
    end += *end == 'u';
    if (wrapped && *end++ != ')') {
        return NULL;
    }
    return end;
}

/* "    NAME = 12," and "#define NAME 12u": a line that is neither is no
 * constant. */
static bool read_constant(struct arena *arena, const char *line,
                          struct constant_value *constant)
{
    bool define = strncmp(line, "#define ", 8) == 0;
    const char *name = line + (define ? 8 : strspn(line, " "));
    size_t length = 0;
    while (is_word(name[length])) {
        length++;
    }
    const char *value = name + length;
    if (length == 0 || strncmp(value, define ? " " : " = ", define ? 1 : 3)) {
        return false;
    }
    value += define ? 1 : 3;
    constant->name = arena_copy(arena, name, length);
    if (strncmp(value, "UINT64_MAX", 10) == 0) {
        constant->value = UINT64_MAX;
        return true;
    }
    return read_literal(value, &constant->value) != NULL;
}

static int compare_constants(const void *a, const void *b)
{
    return strcmp(((const struct constant_value *)a)->name,
                  ((const struct constant_value *)b)->name);
}

void readback_begin(struct readback *readback, struct arena *arena,
                    const struct text *header, const struct text *source)
{
    *readback = (struct readback){ .arena = arena,
                                   .header = text_string(header),
                                   .source = text_string(source) };
    for (const char *line = readback->header; line != NULL;) {
        struct constant_value constant;
        if (read_constant(arena, line, &constant)) {
            readback->constants =
                arena_extend(arena, readback->constants,
                             readback->constant_count, sizeof constant);
            readback->constants[readback->constant_count++] = constant;
        }
        line = strchr(line, '\n');
        line = line != NULL ? line + 1 : NULL;
    }
    qsort(readback->constants, readback->constant_count,
          sizeof *readback->constants, compare_constants);
}

bool readback_constant(const struct readback *readback, const char *name,
                       uint64_t *value)
{
    struct constant_value wanted = { .name = name };
    const struct constant_value *found =
        bsearch(&wanted, readback->constants, readback->constant_count,
                sizeof wanted, compare_constants);
    if (found != NULL) {
        *value = found->value;
    }
    return found != NULL;
}

/* --- arrays --------------------------------------------------------------- */

/* Behind "NAME[] = {", where that begins a word; NULL where it is nowhere. */
static const char *array_at(const struct readback *readback, const char *name)
{
    size_t length = strlen(name);
    const char *at = readback->source;
    while ((at = strstr(at, name)) != NULL) {
        if (at > readback->source && !is_word(at[-1]) &&
            strncmp(at + length, "[] = {", 6) == 0) {
            return at + length + 6;
        }
        at += length;
    }
    return NULL;
}

/* One item: a literal, a constant of the header, true or false. */
static const char *read_item(struct readback *readback, const char *at,
                             uint64_t *value)
{
    const char *end = read_literal(at, value);
    if (end != NULL) {
        return end;
    }
    size_t length = 0;
    while (is_word(at[length])) {
        length++;
    }
    const char *word = arena_copy(readback->arena, at, length);
    if (strcmp(word, "true") == 0 || strcmp(word, "false") == 0) {
        *value = word[0] == 't';
        return at + length;
    }
    return readback_constant(readback, word, value) ? at + length : NULL;
}

/* A row "{ 1u, 2u }" or, of width 1, "1u"; NULL where it is not that. */
static const char *read_row(struct readback *readback, const char *at,
                            uint64_t *row, size_t width)
{
    bool braces = *at == '{';
    if (braces != (width > 1)) {
        return NULL;
    }
    at += braces;
    for (size_t i = 0; i < width; i++) {
        at = read_item(readback, skip(at), &row[i]);
        if (at == NULL) {
            return NULL;
        }
        at = skip(at);
        if (braces && *at++ != (i + 1 < width ? ',' : '}')) {
            return NULL;
        }
    }
    return at;
}

static bool is_zero(const uint64_t *row, size_t width)
{
    for (size_t i = 0; i < width; i++) {
        if (row[i] != 0) {
            return false;
        }
    }
    return true;
}

struct numbers readback_array(struct readback *readback, const char *name,
                              size_t width)
{
    struct numbers numbers = { .width = width };
    const char *at = array_at(readback, name);
    size_t used = 0;
    if (at == NULL) {
        return (struct numbers){ 0 };
    }
    do {
        for (size_t i = 0; i < width; i++) {
            numbers.items = arena_extend(readback->arena, numbers.items,
                                         used + i, sizeof *numbers.items);
        }
        at = read_row(readback, skip(at), numbers.items + used, width);
        used += width;
        if (at == NULL) {
            fault(readback, "a row that cannot be read", name);
            return (struct numbers){ .width = width };
        }
        at = skip(at);
    } while (*at == ',' && at++);
    numbers.count = used / width - 1;
    if (*at != '}' || !is_zero(numbers.items + used - width, width)) {
        fault(readback, "no row of zeros at the end", name);
    }
    return numbers;
}

uint64_t readback_scalar(struct readback *readback, const char *name)
{
    const char *mark = arena_print(readback->arena, " %s = ", name);
    const char *at = strstr(readback->source, mark);
    uint64_t value = 0;
    if (at == NULL || read_literal(at + strlen(mark), &value) == NULL) {
        fault(readback, "no value", name);
    }
    return value;
}

/* --- strings -------------------------------------------------------------- */

/* The byte that an escape stands for; `*at` is behind its backslash. */
static char read_escape(const char **at)
{
    char byte = *(*at)++;
    if (byte < '0' || byte > '7') {
        return byte == 'n' ? '\n' : byte;
    }
    unsigned value = (unsigned)(byte - '0');
    for (int i = 0; i < 2 && **at >= '0' && **at <= '7'; i++) {
        value = value * 8 + (unsigned)(*(*at)++ - '0');
    }
    return (char)(unsigned char)value;
}

/* The characters up to the closing quote, which is `quote`. */
static const char *read_quoted(const char *at, char quote, struct text *bytes)
{
    while (*at != quote && *at != '\0') {
        char byte = *at++;
        text_char(bytes, byte == '\\' ? read_escape(&at) : byte);
    }
    return *at == quote ? at + 1 : at;
}

const char *readback_text(struct readback *readback, size_t *size)
{
    struct text bytes = { 0 };
    const char *at = strstr(readback->source, "} text = {\n");
    int depth = 1;
    bool literal = false; /* one has been read that has no NUL yet */
    at = at != NULL ? at + 11 : "";
    while (depth > 0 && *at != '\0') {
        char byte = *at++;
        if (byte == '"') {
            at = read_quoted(at, '"', &bytes);
            literal = true;
        } else if (byte == '\'') {
            at = read_quoted(at, '\'', &bytes);
        } else if (byte == ',' || byte == '}') {
            if (literal) {
                text_char(&bytes, '\0');
            }
            literal = false;
            depth -= byte == '}';
        } else {
            depth += byte == '{';
        }
    }
    if (depth > 0) {
        fault(readback, "no end", "text");
    }
    const char *copy =
        arena_copy(readback->arena, text_string(&bytes), bytes.length);
    *size = bytes.length;
    text_destroy(&bytes);
    return copy;
}
