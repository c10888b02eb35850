/* The source: how tables are laid out, the tables, the code that reads them.
 * The block of strings stands first, for the tables hold offsets into it, but
 * is written last. */

#include "emit/c/source.h"

#include "base/arena.h"
#include "emit/c/template.h"

static void write_head(const struct plan *plan, struct text *out)
{
    banner_write(plan, out);
    text_print(out, "#include \"%s.h\"\n\n", plan->lower);
    text_print(out, "#if !defined(%s_BUILD) || (%s_BUILD != %s)\n", plan->upper,
               plan->upper, BUILD_UNKNOWN);
    text_print(out,
               "#error \"%s.h and %s.c are from different builds: run "
               "writ build again\"\n#endif\n\n",
               plan->lower, plan->lower);
}

static void assert_rows(const struct plan *plan, const char *table,
                        const struct layout *layout, struct text *out)
{
    for (size_t i = 0; i < layout->level_count; i++) {
        const struct layout_level *level = &layout->levels[i];
        if (level->classes > 1) {
            text_print(out,
                       "_Static_assert(ROWS_OF(%s.of_%s) == %s_COUNT_OF_%s,\n"
                       "    \"every %s has a row\");\n",
                       table, plan_level_name(level), plan->upper,
                       level->family->upper, level->family->item);
        }
    }
}

static void write_asserts(const struct plan *plan,
                          const struct strings *strings, struct text *out)
{
    const char *upper = plan->upper;
    text_put(out, "\n/* --- what must be so for the code to be right ----------"
                  "------------------------------ */\n\n");
    text_print(out,
               "_Static_assert((int)%s_DENY == 0, \"a decision left unset must "
               "read as deny\");\n",
               upper);
    text_print(out,
               "_Static_assert(%s_COUNT_OF_FACTS <= 64u, \"facts are one "
               "word\");\n",
               upper);
    text_print(out,
               "_Static_assert(%s_COUNT_OF_STATEMENTS < 65536u, \"their count "
               "is a number of a decision\");\n",
               upper);
    text_print(out,
               "_Static_assert(sizeof text == %lluu, \"strings follow each "
               "other without a gap\");\n",
               (unsigned long long)strings->size);
    text_print(out,
               "_Static_assert(ROWS_OF(%s_statements) == "
               "%s_COUNT_OF_STATEMENTS,\n    \"every statement has a row\");\n",
               plan->lower, upper);
    text_print(out,
               "_Static_assert(ROWS_OF(%s_duties) == %s_COUNT_OF_DUTIES,\n"
               "    \"every duty has a row\");\n",
               plan->lower, upper);
    assert_rows(plan, "decide", &plan->decide, out);
    assert_rows(plan, "retain", &plan->retain, out);
    assert_rows(plan, "rights", &plan->right, out);
    text_print(out,
               "_Static_assert(ROWS_OF(measure_bits) == %s_COUNT_OF_MEASURE,\n"
               "    \"every measure has a row\");\n\n",
               upper);
}

/* A stage of one level that is packed. */
static void write_packed_step(const struct plan *plan,
                              const struct layout_level *level,
                              struct text *out)
{
    const char *item = plan_level_name(level);
    const char *upper = level->family->upper;
    const char *cell = "at + own";
    const char *rest = arena_print(plan->arena, "decide.after_%s[at]", item);
    if (level->rest != NULL) {
        cell = arena_print(plan->arena, "(at * UNIT_OF_%s) + own", upper);
        rest = arena_print(plan->arena, "decide.rest_%s[at]", item);
    }
    text_print(out, "    own = decide.of_%s[request->%s];\n", item, item);
    if (level->owner_bit > 0) {
        text_print(out,
                   "    cell = decide.after_%s[%s] ^ (own << OWNER_OF_%s);\n"
                   "    at = ((cell >> OWNER_OF_%s) == 0u) ? cell : %s;\n",
                   item, cell, upper, upper, rest);
    } else {
        text_print(out,
                   "    at = (decide.owner_%s[%s] == own)\n"
                   "        ? decide.after_%s[%s] : %s;\n",
                   item, cell, item, cell, rest);
    }
}

static void write_step(const struct plan *plan,
                       const struct layout_level *level, struct text *out)
{
    const char *item = plan_level_name(level);
    if (level->owner != NULL && level->classes > 1) {
        write_packed_step(plan, level, out);
        return;
    }
    if (level->classes > 1) {
        text_print(out, "    at += decide.of_%s[request->%s];\n", item, item);
    }
    if (level->stage != NULL) {
        text_print(out, "    at = decide.after_%s[at];\n", item);
    }
}

/* Whether the level has no part in the way. */
static bool is_silent(const struct layout_level *level)
{
    return level->classes == 1 && level->stage == NULL;
}

/* Where the last stage begins, if it is a packed one, whose two looks are waited
 * for apart; else behind all levels. */
static size_t last_packed(const struct plan *plan)
{
    size_t count = plan->decide.level_count;
    size_t last = count;
    while (last > 0 && is_silent(&plan->decide.levels[last - 1])) {
        last--;
    }
    return last > 0 && plan->decide.levels[last - 1].owner != NULL ? last - 1
                                                                   : count;
}

/* The steps of the levels from `begin` to before `end`, and the end of their
 * function. */
static void write_way(const struct plan *plan, size_t begin, size_t end,
                      struct text *out)
{
    bool packed = false;
    bool joined = false;
    bool asks = false;
    for (size_t i = begin; i < end; i++) {
        packed = packed || plan->decide.levels[i].owner != NULL;
        joined = joined || plan->decide.levels[i].owner_bit > 0;
        asks = asks || plan->decide.levels[i].classes > 1;
    }
    text_print(out, "%s%s\n%s", packed ? "    uint32_t own;\n" : "",
               joined ? "    uint32_t cell;\n" : "",
               asks ? "" : "    (void)request; /* nothing of it counts */\n");
    for (size_t i = begin; i < end; i++) {
        write_step(plan, &plan->decide.levels[i], out);
    }
    text_put(out, "    return at;\n}\n\n");
}

/* The way through the stages, which is this policy's own. */
static void write_ways(const struct plan *plan, struct text *out)
{
    size_t last = last_packed(plan);
    text_print(out,
               "/* The way of a request in range, but for a last table that is "
               "packed. */\n"
               "static inline uint32_t entered(const %s_request *request)\n{\n"
               "    uint32_t at = 0u;\n",
               plan->lower);
    write_way(plan, 0, last, out);
    text_print(out,
               "/* The rest of it, to where the answers are. */\n"
               "static inline uint32_t placed(\n"
               "    uint32_t row, const %s_request *request)\n{\n"
               "    uint32_t at = row;\n",
               plan->lower);
    write_way(plan, last, plan->decide.level_count, out);
}

static void write_code(const struct plan *plan, struct text *out)
{
    struct filling filling = { .lower = plan->lower,
                               .upper = plan->upper,
                               .has_table = plan_has_table,
                               .context = plan };
    template_write(out, "source", &filling);
    if (plan->decide.staged) {
        write_ways(plan, out);
    } else {
        template_write(out, "layout in rows", &filling);
    }
    template_write(out,
                   plan->vectors.count > 0 ? "answers of vectors"
                                           : "answers of cases",
                   &filling);
    template_write(out, "source of what is asked", &filling);
    template_write(out, "source of words", &filling);
    for (size_t i = 0; i < FAMILY_COUNT; i++) {
        filling.item = plan->families[i].item;
        filling.item_upper = plan->families[i].upper;
        template_write(out, "source of each kind", &filling);
    }
}

bool source_write(const struct plan *plan, struct text *out, const char **error)
{
    struct filling filling = { .lower = plan->lower, .upper = plan->upper };
    struct strings strings;
    struct text tables = { 0 };
    struct namings *namings = arena_allocate(plan->arena, sizeof *namings);
    if (!names_make(plan, namings, error)) {
        return false;
    }
    strings_begin(&strings, plan->arena);
    lists_write(plan, namings, &strings, &tables);
    strings_end(&strings);
    tables_write(plan, &tables);
    write_head(plan, out);
    types_write(plan, out);
    template_write(out, "rows of tables", &filling);
    strings_write(&strings, out);
    text_add(out, text_string(&tables), tables.length);
    text_destroy(&tables);
    write_asserts(plan, &strings, out);
    write_code(plan, out);
    if (strings.size > UINT32_MAX) {
        *error = "the strings of the C take more than 4 GiB";
        return false;
    }
    return true;
}
