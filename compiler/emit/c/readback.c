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

/* An array, and what is behind its opening brace. */
struct array_place {
    const char *name, *at;
    const char *type; /* "uint8_t" and more */
    uint64_t rows;    /* that are declared, of one in a block; else 0 */
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

/* Behind `word`, where `at` begins with it; else NULL. The text is long, so
 * nothing here asks how long. */
static const char *behind(const char *at, const char *word)
{
    for (; *word != '\0'; word++) {
        if (*at++ != *word) {
            return NULL;
        }
    }
    return at;
}

static const char *line_end(const char *at)
{
    while (*at != '\n' && *at != '\0') {
        at++;
    }
    return at;
}

static const char *word_end(const char *at)
{
    while (is_word(*at)) {
        at++;
    }
    return at;
}

/* Behind white space and comments. */
static const char *skip(const char *at)
{
    const char *comment = at;
    while (comment != NULL) {
        while (*at == ' ' || *at == '\n') {
            at++;
        }
        comment = behind(at, "/*");
        while (comment != NULL && *comment != '\0' &&
               behind(comment, "*/") == NULL) {
            comment++;
        }
        if (comment != NULL) {
            at = *comment != '\0' ? comment + 2 : comment;
        }
    }
    return at;
}

/* --- constants ------------------------------------------------------------ */

static unsigned digit_value(char byte)
{
    return byte >= '0' && byte <= '9'   ? (unsigned)(byte - '0')
           : byte >= 'a' && byte <= 'f' ? (unsigned)(byte - 'a' + 10)
                                        : 16;
}

/* Digits, and their value; NULL where there are none or too many. */
static const char *read_digits(const char *at, uint64_t *value)
{
    const char *start = behind(at, "0x");
    unsigned base = start != NULL ? 16 : 10;
    start = start != NULL ? start : at;
    at = start;
    *value = 0;
    for (; digit_value(*at) < base; at++) {
        if (*value > (UINT64_MAX - digit_value(*at)) / base) {
            return NULL;
        }
        *value = *value * base + digit_value(*at);
    }
    return at > start ? at : NULL;
}

/* "12", "0x1fu", "(UINT64_C(1) << 3)": the value, and where it ends; NULL where
 * it is none of these. */
static const char *read_literal(const char *at, uint64_t *value)
{
    const char *shifted = behind(at, "(UINT64_C(1) << ");
    const char *end = read_digits(shifted != NULL ? shifted : at, value);
    if (end == NULL) {
        return NULL;
    }
    if (shifted == NULL) {
        return *end == 'u' ? end + 1 : end;
    }
    if (*end != ')' || *value > 63) {
        return NULL;
    }
    *value = UINT64_C(1) << *value;
    return end + 1;
}

/* "    NAME = 12," and "#define NAME 12u", and of the source "static const
 * uint32_t NAME = 12u;": a line that is none of these is no constant. */
static bool read_constant(struct arena *arena, const char *line,
                          struct constant_value *constant)
{
    const char *define = behind(line, "#define ");
    const char *single = behind(line, "static const uint32_t ");
    const char *name = define != NULL   ? define
                       : single != NULL ? single
                                        : behind(line, "    ");
    if (name == NULL || word_end(name) == name) {
        return false;
    }
    const char *value = behind(word_end(name), define != NULL ? " " : " = ");
    if (value == NULL) {
        return false;
    }
    constant->name = arena_copy(arena, name, (size_t)(word_end(name) - name));
    constant->value = UINT64_MAX;
    return behind(value, "UINT64_MAX") != NULL ||
           read_literal(value, &constant->value) != NULL;
}

static int compare_constants(const void *a, const void *b)
{
    return strcmp(((const struct constant_value *)a)->name,
                  ((const struct constant_value *)b)->name);
}

static int compare_arrays(const void *a, const void *b)
{
    return strcmp(((const struct array_place *)a)->name,
                  ((const struct array_place *)b)->name);
}

/* What is behind the line, where it opens an array: "... NAME[] = {", or of a
 * block ".NAME = {"; else NULL. The name is [*name, *end). */
static const char *opened_array(const char *line, const char **name,
                                const char **end)
{
    const char *member = behind(line, ".");
    if (member != NULL) {
        *name = member;
        *end = word_end(member);
        return behind(*end, " = {\n");
    }
    const char *at = line;
    while (*at != '[' && *at != '\n' && *at != '\0') {
        at++;
    }
    *name = at;
    *end = at;
    while (*name > line && is_word((*name)[-1])) {
        (*name)--;
    }
    return behind(at, "[] = {\n");
}

/* How the array [name, end) is declared in a block, "    uint8_t NAME[12];": its
 * type, and the rows; NULL where it is not. */
static const char *declared_in(const char *block, const char *name,
                               const char *end, uint64_t *rows)
{
    size_t length = (size_t)(end - name);
    for (const char *line = block; *line == ' '; line = line_end(line) + 1) {
        const char *close = line_end(line);
        const char *at = close;
        while (at > line && *at != '[') {
            at--;
        }
        if (at - length > line && memcmp(at - length, name, length) == 0 &&
            at[-(ptrdiff_t)length - 1] == ' ' &&
            read_digits(at + 1, rows) != NULL) {
            return line + strspn(line, " ");
        }
        if (*close == '\0') {
            break;
        }
    }
    return NULL;
}

/* The name of the block that the line ends the type of, "} NAME = {"; or NULL. */
static const char *opened_block(struct readback *readback, const char *line)
{
    const char *name = behind(line, "} ");
    if (name == NULL || word_end(name) == name ||
        behind(word_end(name), " = {\n") == NULL) {
        return NULL;
    }
    return arena_copy(readback->arena, name, (size_t)(word_end(name) - name));
}

/* The block of arrays that is being read. */
struct block_place {
    const char *name;    /* "": there is none yet */
    const char *members; /* the line of the first */
};

/* Notes the array that the line opens, if it does. */
static void note_array(struct readback *readback,
                       const struct block_place *block, const char *line)
{
    const char *name = NULL;
    const char *end = NULL;
    const char *behind_it =
        *line == ' ' ? NULL : opened_array(line, &name, &end);
    if (behind_it == NULL || name == end) {
        return;
    }
    struct array_place place = { .at = behind_it, .type = line };
    if (*line == '.') {
        place.type = declared_in(block->members, name, end, &place.rows);
        place.name = arena_print(readback->arena, "%s.%.*s", block->name,
                                 (int)(end - name), name);
    } else {
        const char *type = behind(line, "static const ");
        place.type = type != NULL ? type : line;
        place.name = arena_copy(readback->arena, name, (size_t)(end - name));
    }
    if (place.type == NULL) {
        fault(readback, "an array that is not declared", place.name);
        return;
    }
    readback->arrays = arena_extend(readback->arena, readback->arrays,
                                    readback->array_count, sizeof place);
    readback->arrays[readback->array_count++] = place;
}

/* What stands on the lines of one of the files. */
static void note_lines(struct readback *readback, const char *line)
{
    struct block_place block = { "", "" };
    while (*line != '\0') {
        struct constant_value constant;
        if (read_constant(readback->arena, line, &constant)) {
            readback->constants =
                arena_extend(readback->arena, readback->constants,
                             readback->constant_count, sizeof constant);
            readback->constants[readback->constant_count++] = constant;
        }
        const char *opened = opened_block(readback, line);
        const char *members = behind(line, "static const struct {\n");
        block.name = opened != NULL ? opened : block.name;
        block.members = members != NULL ? members : block.members;
        note_array(readback, &block, line);
        if (behind(line, "} text = {\n") != NULL) {
            readback->strings = line_end(line) + 1;
        }
        if (behind(line, "/* --- the code") != NULL) {
            readback->code = line;
            return;
        }
        line = line_end(line);
        line += *line == '\n';
    }
}

/* The code with one space where there is white space. */
static const char *squeezed(struct arena *arena, const char *code)
{
    char *bytes = arena_allocate(arena, strlen(code) + 1);
    size_t length = 0;
    for (const char *at = code; *at != '\0'; at++) {
        bool blank = *at == ' ' || *at == '\n';
        if (!blank || length == 0 || bytes[length - 1] != ' ') {
            bytes[length++] = blank ? ' ' : *at;
        }
    }
    return bytes;
}

void readback_begin(struct readback *readback, struct arena *arena,
                    const struct text *header, const struct text *source)
{
    *readback = (struct readback){ .arena = arena, .code = "", .strings = "" };
    note_lines(readback, text_string(header));
    note_lines(readback, text_string(source));
    readback->code = squeezed(arena, readback->code);
    if (readback->constant_count > 0) {
        qsort(readback->constants, readback->constant_count,
              sizeof *readback->constants, compare_constants);
    }
    if (readback->array_count > 0) {
        qsort(readback->arrays, readback->array_count, sizeof *readback->arrays,
              compare_arrays);
    }
}

bool readback_constant(const struct readback *readback, const char *name,
                       uint64_t *value)
{
    struct constant_value wanted = { .name = name };
    const struct constant_value *found = NULL;
    if (readback->constant_count > 0) {
        found = bsearch(&wanted, readback->constants, readback->constant_count,
                        sizeof wanted, compare_constants);
    }
    if (found != NULL) {
        *value = found->value;
    }
    return found != NULL;
}

bool readback_code_has(const struct readback *readback, const char *words)
{
    return strstr(readback->code, words) != NULL;
}

/* --- arrays --------------------------------------------------------------- */

/* NULL where there is no such array. */
static const struct array_place *array_of(const struct readback *readback,
                                          const char *name)
{
    struct array_place wanted = { .name = name };
    return readback->array_count == 0
               ? NULL
               : bsearch(&wanted, readback->arrays, readback->array_count,
                         sizeof wanted, compare_arrays);
}

/* The largest number that an item of the type holds, where it is one number. */
static uint64_t most_of_type(const char *type)
{
    return behind(type, "uint8_t ") != NULL    ? UINT8_MAX
           : behind(type, "uint16_t ") != NULL ? UINT16_MAX
           : behind(type, "uint32_t ") != NULL ? UINT32_MAX
                                               : UINT64_MAX;
}

static bool holds(const struct array_place *place,
                  const struct numbers *numbers)
{
    uint64_t most = most_of_type(place->type);
    for (size_t i = 0; i < numbers->count * numbers->width; i++) {
        if (numbers->items[i] > most) {
            return false;
        }
    }
    return true;
}

/* One item: a literal, a constant of the header, true or false. */
static const char *read_item(struct readback *readback, const char *at,
                             uint64_t *value)
{
    const char *end = read_literal(at, value);
    if (end != NULL) {
        return end;
    }
    end = word_end(at);
    const char *word = arena_copy(readback->arena, at, (size_t)(end - at));
    if (strcmp(word, "true") == 0 || strcmp(word, "false") == 0) {
        *value = word[0] == 't';
        return end;
    }
    return readback_constant(readback, word, value) ? end : NULL;
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
    const struct array_place *place = array_of(readback, name);
    size_t used = 0;
    bool more = false;
    if (place == NULL || width == 0) {
        return (struct numbers){ 0 };
    }
    const char *at = place->at;
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
        more = *at == ',';
        at += more;
    } while (more);
    numbers.count = used / width - 1;
    if (*at != '}' || !is_zero(numbers.items + used - width, width)) {
        fault(readback, "no row of zeros at the end", name);
    }
    if (place->rows != 0 && place->rows != numbers.count + 1) {
        fault(readback, "other rows than are declared", name);
    }
    if (!holds(place, &numbers)) {
        fault(readback, "a number that its type cannot hold", name);
    }
    return numbers;
}

/* --- strings -------------------------------------------------------------- */

/* The byte that an escape stands for; `*at` is behind its backslash. */
static char read_escape(const char **at)
{
    char byte = **at;
    *at += byte != '\0';
    if (byte == 'n') {
        return '\n';
    }
    if (byte < '0' || byte > '7') {
        return byte;
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
        if (byte == '\\') {
            byte = read_escape(&at);
        }
        text_char(bytes, byte);
    }
    return *at == quote ? at + 1 : at;
}

const char *readback_text(struct readback *readback, size_t *size)
{
    struct text bytes = { 0 };
    const char *at = readback->strings;
    int depth = 1;
    bool literal = false; /* one has been read that has no NUL yet */
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
