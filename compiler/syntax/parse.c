/* One text to a tree: swiftly where nothing is wrong with it (swift.c), and
 * otherwise carefully, by the loop that hands tokens to the parser. Invariant:
 * the lexer sees valid UTF-8 only, and every fault is a finding by the time the
 * loop ends; the tree holds all that could be read. */

#include "syntax/parse.h"

#include "base/arena.h"
#include "base/memory.h"
#include "base/utf8.h"
#include "syntax/driver.h"
#include "syntax/swift.h"

#include <inttypes.h>
#include <string.h>

/* --- encoding ----------------------------------------------------------- */

static bool is_plain(unsigned char byte)
{
    return (byte >= 0x20 && byte < 0x7F) || byte == '\n' || byte == '\t';
}

/* How many bytes at the start are plain: eight at a time, then one by one. No
 * sum here carries from one byte to the next. */
static size_t plain_run(const unsigned char *bytes, size_t length)
{
    const uint64_t ones = UINT64_C(0x0101010101010101);
    size_t at = 0;

    for (; length - at >= sizeof(uint64_t); at += sizeof(uint64_t)) {
        uint64_t word;

        memcpy(&word, bytes + at, sizeof word);

        /* of each byte the top bit says it */
        uint64_t low = word & ones * 0x7F;
        uint64_t printable = low + ones * (0x80 - 0x20);
        uint64_t not_tab = (low ^ ones * '\t') + ones * 0x7F;
        uint64_t not_newline = (low ^ ones * '\n') + ones * 0x7F;
        uint64_t last = low + ones;

        if ((((~printable & not_tab & not_newline) | last | word) &
             ones * 0x80) != 0)
            break;
    }
    while (at < length && is_plain(bytes[at]))
        at++;
    return at;
}

/* Bytes with which a forbidden code point can begin: a quick look that lets
 * nearly every text pass. */
static bool is_suspect(unsigned char byte)
{
    return (byte < 0x20 && byte != '\n' && byte != '\t') || byte == 0x7F ||
           byte == 0xC2 || byte == 0xD8 || byte == 0xE2;
}

static void tell_forbidden(struct reader *reader, size_t at, size_t length,
                           uint32_t point)
{
    uint32_t start = reader->source->base + (uint32_t)at;
    struct span span = { start, start + (uint32_t)length };
    struct finding *finding = fault_add(
        reader, &rule_encoding, span,
        "a character that cannot be seen stands here (U+%04" PRIX32 ")", point);

    fault_help(reader, finding, "delete it");
}

/* Tells of control and bidirectional characters, wherever they stand; the
 * end of a line may be CR LF. */
static void check_forbidden(struct reader *reader)
{
    const unsigned char *bytes = reader->source->bytes;
    size_t length = reader->source->length;

    for (size_t at = plain_run(bytes, length); at < length && !reader->stopped;
         at += plain_run(bytes + at, length - at)) {
        uint32_t point;
        size_t taken = 1;

        if (is_suspect(bytes[at])) {
            taken = utf8_read(bytes + at, length - at, &point);
            if (utf8_is_forbidden(point) &&
                !(point == '\r' && bytes[at + 1] == '\n'))
                tell_forbidden(reader, at, taken, point);
        }
        at += taken;
    }
}

/* False where the text cannot be read at all. */
static bool check_encoding(struct reader *reader)
{
    const struct source *source = reader->source;

    if (plain_run(source->bytes, source->length) == source->length)
        return true;

    size_t bad = utf8_check(source->bytes, source->length);

    if (bad < source->length) {
        uint32_t start = source->base + (uint32_t)bad;
        struct finding *finding =
            fault_add(reader, &rule_encoding, (struct span){ start, start + 1 },
                      "byte 0x%02X is not UTF-8, so this file is not read",
                      (unsigned)source->bytes[bad]);

        fault_help(reader, finding, "save the file as UTF-8");
        return false;
    }
    check_forbidden(reader);
    return !reader->stopped;
}

/* About so many bytes of tree a byte of text makes. */
enum { TREE_SIZE = 8 };

/* What yypush_parse gives where its stack cannot grow. */
enum { OUT_OF_MEMORY = 2 };

/* --- the loop ----------------------------------------------------------- */

/* A token too deep ends the text. The nesting that is let in fits the parser's
 * stack many times over, so what it can lack is memory. */
void driver_push(struct driver *driver, const struct token *token)
{
    YYSTYPE value = token->value;
    struct span span = token->span;
    int kind = nesting_add(driver, token) ? token->kind : TOK_END;
    int status =
        yypush_parse(driver->parser, kind, &value, &span, driver->reader);

    driver->previous = *token;
    driver->done = status != YYPUSH_MORE;
    if (status == OUT_OF_MEMORY)
        memory_exhausted();
}

void driver_insert(struct driver *driver, int kind)
{
    struct token token = {
        .kind = kind,
        .span = { driver->previous.span.end, driver->previous.span.end },
    };

    driver_push(driver, &token);
}

bool driver_accepts(const struct driver *driver, int kind)
{
    return parser_accepts(driver->parser, kind);
}

/* Reads the text once. True where it is worth another look: the parser has
 * stumbled, and what looked like a heading may show where a block was not
 * closed. */
static bool run(struct reader *reader, int start, bool second)
{
    struct driver driver = {
        .reader = reader,
        .lexer = lexer_create(reader),
        .parser = yypstate_new(),
        .second = second,
    };
    uint32_t base = reader->source->base;

    if (!driver.parser)
        memory_exhausted();
    driver.previous.span = (struct span){ base, base };
    reader->driver = &driver;
    driver_insert(&driver, start);
    lexer_next(&driver.lexer, &driver.next);
    while (!driver.done) {
        driver.token = driver.next;
        lexer_next(&driver.lexer, &driver.next);
        if (repair_token(&driver) && !driver.done)
            driver_push(&driver, &driver.token);
    }
    reader->driver = NULL;
    yypstate_delete(driver.parser);
    return driver.has_headings && driver.stumbled;
}

static struct reader start_reading(const struct reading *reading,
                                   struct source *source)
{
    struct tree_file *file = arena_allocate(reading->arena, sizeof *file);

    file->source = source;
    return (struct reader){
        .reading = reading,
        .source = source,
        .file = file,
    };
}

struct tree_file *parse_swiftly(const struct reading *reading,
                                struct source *source)
{
    struct reader reader = start_reading(reading, source);

    reader.trial = true;
    return check_encoding(&reader) && swift_read(&reader) ? reader.file : NULL;
}

struct tree_file *parse_carefully(const struct reading *reading,
                                  struct source *source)
{
    struct reader reader = start_reading(reading, source);
    size_t before = reading->findings->count;

    if (!check_encoding(&reader) || !run(&reader, TOK_FILE_START, false))
        return reader.file;

    /* From the start, as if for the first time. */
    reading->findings->count = before;
    reader = start_reading(reading, source);
    if (check_encoding(&reader))
        run(&reader, TOK_FILE_START, true);
    return reader.file;
}

struct tree_file *parse_file(const struct reading *reading,
                             struct source *source)
{
    arena_reserve(reading->arena, (size_t)source->length * TREE_SIZE);

    struct tree_file *file = parse_swiftly(reading, source);

    return file ? file : parse_carefully(reading, source);
}

struct tree_question *parse_question(const struct reading *reading,
                                     struct source *source)
{
    struct reader reader = start_reading(reading, source);

    reader.asking = true;
    if (check_encoding(&reader))
        run(&reader, TOK_QUESTION_START, false);
    return reader.faults == 0 && !reader.stopped ? reader.question : NULL;
}
