/* emit/c: what is read back of emitted text is what stands there, and what is not
 * as the tables are written is a fault and no number. */

#include "emit/c/readback.h"

#include "base/arena.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

struct reading {
    struct readback readback;
    struct text header, source;
};

static void read_text(struct reading *reading, const char *header,
                      const char *source)
{
    *reading = (struct reading){ 0 };
    text_put(&reading->header, header);
    text_put(&reading->source, source);
    readback_begin(&reading->readback, arena_create(), &reading->header,
                   &reading->source);
}

static void drop(struct reading *reading)
{
    arena_destroy(reading->readback.arena);
    text_destroy(&reading->header);
    text_destroy(&reading->source);
}

static void constants(void **state)
{
    static const struct {
        const char *name;
        uint64_t value;
    } good[] = {
        { "ONE", 1 },
        { "HEXADECIMAL", 0xfed },
        { "DEFINED", 12 },
        { "SHIFTED", UINT64_C(1) << 63 },
        { "ALONE", 7 },
        { "MOST", UINT64_MAX },
        { "LARGEST", UINT64_MAX },
    };
    static const char *const bad[] = {
        "SHIFTED_OUT", "TOO_LARGE", "TOO_LARGE_BY_FAR", "WORD", "OPEN", "NONE",
        "ON",          "BEHIND"
    };
    struct reading reading;
    uint64_t value;
    (void)state;
    read_text(&reading,
              "    ONE = 1,\n    HEXADECIMAL = 0xfed,\n#define DEFINED 12u\n"
              "#define SHIFTED (UINT64_C(1) << 63)\n"
              "#define SHIFTED_OUT (UINT64_C(1) << 64)\n"
              "#define OPEN (UINT64_C(1) << 3\n"
              "#define MOST UINT64_MAX\n#define LARGEST 18446744073709551615u\n"
              "#define TOO_LARGE 18446744073709551616u\n"
              "#define TOO_LARGE_BY_FAR 99999999999999999999u\n"
              "#define WORD other\n    NONE = ,\n  ON = 1,\n",
              "static const uint32_t ALONE = 7u;\n"
              "/* --- the code */\nstatic const uint32_t BEHIND = 7u;\n");
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        assert_true(readback_constant(&reading.readback, good[i].name, &value));
        assert_true(value == good[i].value);
    }
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        if (readback_constant(&reading.readback, bad[i], &value)) {
            fail_msg("%s is %llu", bad[i], (unsigned long long)value);
        }
    }
    assert_true(readback_code_has(&reading.readback, "BEHIND"));
    assert_false(readback_code_has(&reading.readback, "ALONE"));
    drop(&reading);
}

static void arrays(void **state)
{
    struct reading reading;
    (void)state;
    read_text(&reading, "    KNOWN = 5,\n",
              "static const uint8_t flat[] = {\n    1u, 0x2u, KNOWN, /* c */\n"
              "    true,\n    0u\n};\n"
              "const struct row pairs[] = {\n    { 1u, KNOWN }, /* { */\n"
              "    { false, 9u },\n    { 0u, 0u }\n};\n"
              "static const uint8_t empty[] = {\n    0u\n};\n");
    struct numbers flat = readback_array(&reading.readback, "flat", 1);
    const uint64_t want[] = { 1, 2, 5, 1 };
    assert_int_equal(flat.count, 4);
    assert_memory_equal(flat.items, want, sizeof want);
    struct numbers pairs = readback_array(&reading.readback, "pairs", 2);
    const uint64_t rows[] = { 1, 5, 0, 9 };
    assert_int_equal(pairs.count, 2);
    assert_memory_equal(pairs.items, rows, sizeof rows);
    struct numbers empty = readback_array(&reading.readback, "empty", 1);
    assert_int_equal(empty.count, 0);
    assert_int_equal(empty.width, 1);
    assert_int_equal(readback_array(&reading.readback, "none", 1).width, 0);
    assert_null(reading.readback.fault);
    drop(&reading);
}

/* The array `a` of rows of `width` must be a fault. */
static void faults_of_arrays(void **state)
{
    static const struct {
        const char *rows;
        size_t width;
    } wrong[] = {
        { "    1u, 2u\n};\n", 1 },         /* no zero at the end */
        { "    1u, 0u\n", 1 },             /* no end */
        { "    1u, , 0u\n};\n", 1 },       /* nothing between */
        { "    1u, other, 0u\n};\n", 1 },  /* no constant */
        { "    1u, -1, 0u\n};\n", 1 },     /* not written so */
        { "    { 1u, 2u }, 0u\n};\n", 2 }, /* no row */
        { "    { 1u }, { 0u, 0u }\n};\n", 2 },
        { "    { 1u, 2u, 3u }, { 0u, 0u }\n};\n", 2 },
        { "    { 1u, 2u }, { 0u, 1u }\n};\n", 2 },
        { "    1u, 99999999999999999999u, 0u\n};\n", 1 },
    };
    (void)state;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct reading reading;
        struct text source = { 0 };
        text_print(&source, "static const uint8_t a[] = {\n%s", wrong[i].rows);
        read_text(&reading, "", text_string(&source));
        (void)readback_array(&reading.readback, "a", wrong[i].width);
        if (reading.readback.fault == NULL) {
            fail_msg("no fault: %s", wrong[i].rows);
        }
        drop(&reading);
        text_destroy(&source);
    }
}

static void strings(void **state)
{
    static const char want[] = "plain\0a\"b\\\n\303\251\0long and long\0";
    struct reading reading;
    size_t size;
    (void)state;
    read_text(&reading, "",
              "static const struct {\n    char t0[6];\n} text = {\n"
              "    \"plain\",\n    \"a\\\"b\\\\\\n\\303\\251\",\n"
              "    \"long \"\n    \"and long\"\n};\n");
    const char *text = readback_text(&reading.readback, &size);
    assert_int_equal(size, sizeof want - 1);
    assert_memory_equal(text, want, size);
    assert_null(reading.readback.fault);
    drop(&reading);
    read_text(&reading, "", "} text = {\n    \"open\n");
    (void)readback_text(&reading.readback, &size);
    assert_non_null(reading.readback.fault);
    drop(&reading);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(constants),
        cmocka_unit_test(arrays),
        cmocka_unit_test(faults_of_arrays),
        cmocka_unit_test(strings),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
