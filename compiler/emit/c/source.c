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

/* Writing the way, in a function that is left in one place: where a stage may end
 * the way, the steps behind it stand in a condition, and further in. */
struct way {
    const struct plan *plan;
    struct text *out;
    int depth; /* of conditions */
};

static void indent(const struct way *way)
{
    text_repeat(way->out, ' ', 4 * (size_t)(1 + way->depth));
}

/* A stage of one level that is packed. */
static void write_packed_step(const struct way *way,
                              const struct layout_level *level)
{
    struct arena *arena = way->plan->arena;
    const char *item = plan_level_name(level);
    const char *upper = level->family->upper;
    const char *cell = "at + own";
    const char *rest = arena_print(arena, "decide.after_%s[at]", item);
    if (level->rest != NULL) {
        cell = arena_print(arena, "(at * UNIT_OF_%s) + own", upper);
        rest = arena_print(arena, "decide.rest_%s[at]", item);
    }
    indent(way);
    text_print(way->out, "own = decide.of_%s[request->%s];\n", item, item);
    indent(way);
    if (level->owner_bit > 0) {
        text_print(way->out,
                   "cell = decide.after_%s[%s] ^ (own << OWNER_OF_%s);\n", item,
                   cell, upper);
        indent(way);
        text_print(way->out, "at = (cell < (1u << OWNER_OF_%s)) ? cell : %s;\n",
                   upper, rest);
    } else {
        text_print(way->out, "at = (decide.owner_%s[%s] == own)\n    ", item,
                   cell);
        indent(way);
        text_print(way->out, "? decide.after_%s[%s] : %s;\n", item, cell, rest);
    }
}

static void write_step(struct way *way, const struct layout_level *level)
{
    const char *item = plan_level_name(level);
    if (level->owner != NULL && level->classes > 1) {
        write_packed_step(way, level);
    } else if (level->classes > 1) {
        indent(way);
        text_print(way->out, "at += decide.of_%s[request->%s];\n", item, item);
    }
    if (level->stage != NULL && level->owner == NULL && !level->direct) {
        indent(way);
        text_print(way->out, "at = decide.after_%s[at];\n", item);
    }
    if (level->usual > 0) {
        indent(way);
        text_print(way->out, "if (at != USUAL_%s) {\n", level->family->upper);
        way->depth++;
    }
}

/* Whether a request is one at all. Of what has one term the number is 0, which is
 * asked of all such numbers at once. */
static void write_in_range(const struct plan *plan, struct text *out)
{
    const char *zero = "";
    text_print(out,
               "static inline bool in_range(const %s_request *request)\n{\n"
               "    bool in = true;\n\n",
               plan->lower);
    for (size_t i = 0; i < plan->decide.level_count; i++) {
        const struct layout_level *level = &plan->decide.levels[i];
        const char *item = plan_level_name(level);
        if (level->terms == 1) {
            zero = arena_print(plan->arena, "%s%srequest->%s", zero,
                               *zero == '\0' ? "" : " | ", item);
            continue;
        }
        text_print(out,
                   "    in = in && EXPECTED(request->%s < %s_COUNT_OF_%s);\n",
                   item, plan->upper, level->family->upper);
    }
    if (*zero != '\0') {
        text_print(out, "    in = in && EXPECTED((%s) == 0u);\n", zero);
    }
    text_put(out, "    return in;\n}\n\n");
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

/* The end of the function: `result` is what the way comes to; NULL: where nothing
 * ends it, `at` is. */
static void write_result(struct way *way, const char *result)
{
    if (result != NULL) {
        indent(way);
        text_print(way->out, "%s = at;\n", result);
    }
    while (way->depth > 0) {
        way->depth--;
        indent(way);
        text_put(way->out, "}\n");
    }
    text_print(way->out, "    return %s;\n}\n\n",
               result != NULL ? result : "at");
}

/* What the steps of the levels from `begin` to before `end` work with. */
static void write_variables(const struct plan *plan, size_t begin, size_t end,
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
}

static void write_entered(const struct plan *plan, size_t end, struct text *out)
{
    struct way way = { .plan = plan, .out = out };
    bool usual = plan->decide.has_usual;
    text_print(out,
               "/* The way of a request in range, but for a last table that is "
               "packed. */\n"
               "static inline uint32_t entered(const %s_request *request)\n{\n"
               "%s    uint32_t at = 0u;\n",
               plan->lower, usual ? "    uint32_t row = NO_ROW;\n" : "");
    write_variables(plan, 0, end, out);
    for (size_t i = 0; i < end; i++) {
        write_step(&way, &plan->decide.levels[i]);
    }
    write_result(&way, usual ? "row" : NULL);
}

static void write_placed(const struct plan *plan, size_t begin,
                         struct text *out)
{
    struct way way = { .plan = plan, .out = out };
    bool usual = plan->decide.has_usual;
    text_print(out,
               "/* The rest of it, to where the answers are. */\n"
               "static inline uint32_t placed(\n"
               "    uint32_t row, const %s_request *request)\n{\n"
               "%s    uint32_t at = row;\n",
               plan->lower, usual ? "    uint32_t place = PLACE_USUAL;\n" : "");
    write_variables(plan, begin, plan->decide.level_count, out);
    if (usual) {
        text_put(out, "    if (row != NO_ROW) {\n");
        way.depth++;
    }
    for (size_t i = begin; i < plan->decide.level_count; i++) {
        write_step(&way, &plan->decide.levels[i]);
    }
    write_result(&way, usual ? "place" : NULL);
}

/* The ruling at the end of the way. */
static void write_end(const struct plan *plan, struct text *out)
{
    text_print(out,
               "/* What is decided from a row on. */\n"
               "static inline uint32_t decided(\n"
               "    uint32_t row, const %s_request *request)\n{\n",
               plan->lower);
    text_put(out, plan->decide.has_usual
                      ? "    uint32_t place = placed(row, request);\n\n"
                        "    return (place == PLACE_USUAL)\n"
                        "        ? RULING_USUAL : ruled(place, "
                        "closed(request->facts));\n}\n\n"
                      : "    return ruled(placed(row, request), "
                        "closed(request->facts));\n}\n\n");
}

static void write_code(const struct plan *plan, struct text *out)
{
    struct filling filling = { .lower = plan->lower,
                               .upper = plan->upper,
                               .has_table = plan_has_table,
                               .context = plan };
    template_write(out, "source", &filling);
    write_in_range(plan, out);
    if (plan->decide.staged) {
        write_entered(plan, last_packed(plan), out);
        write_placed(plan, last_packed(plan), out);
    } else {
        template_write(out, "layout in rows", &filling);
    }
    template_write(out,
                   plan->vectors.count > 0 ? "answers of vectors"
                                           : "answers of cases",
                   &filling);
    write_end(plan, out);
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
