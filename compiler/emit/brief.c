/* Each line is a union over what its question leaves open: a purpose stands
 * without a condition where some data may always be used for it. */

#include "emit/brief.h"

#include "base/arena.h"
#include "emit/line.h"

#include <stdio.h>
#include <string.h>

/* As many phrases as a line shows before it says how many more there are. */
enum {
    MOST_DATA = 6,
    MOST_PURPOSES = 8,
    MOST_RECIPIENTS = 5,
    MOST_PERIODS = 5,
    MOST_PLACES = 4,
    MOST_RIGHTS = 12
};

struct briefer {
    const struct practice *practice;
    const struct phrasing *phrasing;
    const struct headings *headings;
    struct arena *arena;
    struct document *document;
};

/* --- lines --------------------------------------------------------------- */

static struct brief_line *add_line(const struct briefer *briefer,
                                   const char *caption, struct cell cell)
{
    struct document *document = briefer->document;
    document->brief =
        arena_extend(briefer->arena, document->brief, document->brief_count,
                     sizeof *document->brief);
    struct brief_line *line = &document->brief[document->brief_count++];
    *line = (struct brief_line){ .caption = caption, .cell = cell };
    line_head_cell(briefer->arena, &line->cell);
    return line;
}

/* Adds a line of at most so many phrases, with the table that has them all. */
static void add_some(const struct briefer *briefer, const char *caption,
                     struct cell cell, size_t most,
                     const struct document_table *table)
{
    if (cell.count == 0) {
        return;
    }
    size_t left = cell.count > most ? cell.count - (most - 1) : 0;
    if (left > 0) {
        cell.count = most - 1;
    }
    struct brief_line *line = add_line(briefer, caption, cell);
    if (left > 0) {
        char number[32];
        snprintf(number, sizeof number, "%zu", left);
        cell_add(briefer->arena, &line->cell,
                 phrasing_filled(briefer->phrasing, briefer->headings->more,
                                 number, NULL));
    }
    if (table->row_count > 0) {
        line->anchor = table->anchor;
        line->title = table->title;
    }
}

/* --- what ---------------------------------------------------------------- */

/* A single term is told by what is listed below it: "personal information" is
 * what every policy handles. */
static void add_data(const struct briefer *briefer,
                     const struct summary *summary)
{
    const struct practice *practice = briefer->practice;
    const struct terms *terms = &practice->policy->terms[KIND_DATA];
    struct bits *points = bits_create(briefer->arena, terms->count);
    for (size_t i = 0; i < summary->count; i++) {
        bits_unite(points, summary->rows[i].points);
    }
    struct cell cell = phrasing_points(briefer->phrasing, KIND_DATA, points);
    const struct term *root = terms->items[0];
    if (cell.count == 1 && root->child_count == 1 &&
        root->children[0]->child_count > 1 && !root->children[0]->open &&
        !bits_has(points, 0)) {
        const struct term *only = root->children[0];
        cell = (struct cell){ .count = 0 };
        for (size_t i = 0; i < only->child_count; i++) {
            struct bits *part = bits_copy(briefer->arena, points);
            bits_intersect(part, only->children[i]->below);
            struct cell names =
                phrasing_points(briefer->phrasing, KIND_DATA, part);
            for (size_t n = 0; n < names.count; n++) {
                cell_add(briefer->arena, &cell, names.items[n]);
            }
        }
    }
    add_some(briefer, briefer->headings->brief_data, cell, MOST_DATA,
             &briefer->document->summary);
}

/* --- what for, and to whom ----------------------------------------------- */

static void add_purposes(const struct briefer *briefer)
{
    const struct practice *practice = briefer->practice;
    const struct policy *policy = practice->policy;
    struct bits *us =
        bits_create(briefer->arena, policy->terms[KIND_RECIPIENT].count);
    bits_add(us, policy->us->number);
    uint32_t uses =
        diagram_fix(practice->diagrams, practice->allowed[DOING_USE],
                    DIMENSION_RECIPIENT, policy->us->number);
    struct column column = {
        .doing = DOING_USE,
        .level = DIMENSION_PURPOSE,
        .root = practice_without(practice, DIMENSION_DATA, uses),
        .extent = { .recipients = us },
    };
    add_some(briefer, briefer->headings->brief_purposes,
             practice_cell(practice, &column), MOST_PURPOSES,
             &briefer->document->summary);
}

static void add_recipients(const struct briefer *briefer,
                           const struct receivers *receivers)
{
    const struct practice *practice = briefer->practice;
    const struct policy *policy = practice->policy;
    uint32_t gifts =
        practice_without(practice, DIMENSION_PURPOSE,
                         practice_without(practice, DIMENSION_DATA,
                                          practice->allowed[DOING_GIVE]));
    struct bits *others =
        bits_full(briefer->arena, policy->terms[KIND_RECIPIENT].count);
    bits_remove(others, policy->us->number);
    struct column column = {
        .doing = DOING_GIVE,
        .level = DIMENSION_RECIPIENT,
        .root = gifts,
        .among = others,
        .ignored = policy->us->number,
    };
    struct cell cell = practice_cell(practice, &column);
    if (receivers->recipients == 0) {
        cell = (struct cell){ .count = 0 };
        cell_add(briefer->arena, &cell, briefer->headings->none);
    }
    add_some(briefer, briefer->headings->brief_recipients, cell,
             MOST_RECIPIENTS, &briefer->document->receivers);
}

/* --- how long ------------------------------------------------------------ */

static const char *periods_phrase(const struct briefer *briefer,
                                  const struct cell *kept)
{
    const char *phrase = kept->items[0];
    for (size_t i = 1; i < kept->count; i++) {
        phrase = phrasing_filled(briefer->phrasing, briefer->headings->also,
                                 phrase, kept->items[i]);
    }
    return phrase;
}

static void add_periods(const struct briefer *briefer,
                        const struct summary *summary)
{
    struct cell cell = { .count = 0 };
    for (size_t i = 0; i < summary->stay_count; i++) {
        const struct stay *stay = &summary->stays[i];
        struct cell data =
            phrasing_points(briefer->phrasing, KIND_DATA, stay->points);
        cell_add(briefer->arena, &cell,
                 phrasing_filled(briefer->phrasing, briefer->headings->kept,
                                 phrasing_list(briefer->phrasing, &data),
                                 periods_phrase(briefer, &stay->periods)));
    }
    add_some(briefer, briefer->headings->brief_keeping, cell, MOST_PERIODS,
             &briefer->document->summary);
    struct document *document = briefer->document;
    if (cell.count > 0) {
        document->brief[document->brief_count - 1].apart = true;
    }
}

/* --- where --------------------------------------------------------------- */

/* The set as one of regions and facts. */
static uint32_t regions_of(const struct practice *practice, enum doing doing)
{
    static const int levels[] = { DIMENSION_DATA, DIMENSION_PURPOSE,
                                  DIMENSION_RECIPIENT, DIMENSION_SUBJECT };
    uint32_t set = practice->allowed[doing];
    for (size_t i = 0; i < sizeof levels / sizeof *levels; i++) {
        set = practice_without(practice, levels[i], set);
    }
    return set;
}

static void claim_places(const struct briefer *briefer, enum doing doing,
                         const char *heading, struct cell *cell)
{
    struct column column = {
        .doing = doing,
        .level = DIMENSION_REGION,
        .root = regions_of(briefer->practice, doing),
    };
    struct cell places = practice_cell(briefer->practice, &column);
    for (size_t i = 0; i < places.count; i++) {
        cell_claim(
            briefer->arena, cell,
            phrasing_filled(briefer->phrasing, heading, places.items[i], NULL),
            places.warrants[i]);
    }
}

/* Where the data may be had at all, if that is not everywhere, and where it may
 * be sent. */
static void add_places(const struct briefer *briefer)
{
    const struct practice *practice = briefer->practice;
    struct cell cell = { .count = 0 };
    uint32_t uses = regions_of(practice, DOING_USE);
    if (practice_groups(practice, DIMENSION_REGION, uses).count > 1) {
        claim_places(briefer, DOING_USE, briefer->headings->in_place, &cell);
    }
    claim_places(briefer, DOING_TRANSFER, briefer->headings->sent_to, &cell);
    add_some(briefer, briefer->headings->brief_places, cell, MOST_PLACES,
             &briefer->document->receivers);
}

/* --- rights and contact -------------------------------------------------- */

/* A right that is only granted under a condition says so. */
static void add_rights(const struct briefer *briefer)
{
    const struct policy *policy = briefer->practice->policy;
    const struct terms *rights = &policy->terms[KIND_RIGHT];
    struct cell cell = { .count = 0 };
    for (size_t r = 0; r < rights->count; r++) {
        bool granted = false;
        bool always = false;
        for (size_t i = 0; i < policy->statement_count; i++) {
            const struct statement *statement = policy->statements[i];
            bool grants = statement->kind == STATEMENT_RIGHT &&
                          bits_has(statement->right_set, r);
            granted = granted || grants;
            always = always || (grants && statement->guard == NULL &&
                                statement->unless == NULL);
        }
        if (granted) {
            const char *name =
                phrasing_verb(briefer->phrasing, rights->items[r], true);
            cell_add(briefer->arena, &cell,
                     always ? name
                            : phrasing_filled(briefer->phrasing,
                                              briefer->headings->sometimes,
                                              name, NULL));
        }
    }
    add_some(briefer, briefer->headings->brief_rights, cell, MOST_RIGHTS,
             &briefer->document->rights);
}

static void add_contact(const struct briefer *briefer)
{
    const struct document *document = briefer->document;
    for (size_t i = 0; i < document->fact_count; i++) {
        const struct fact *fact = &document->facts[i];
        if (strcmp(fact->caption, briefer->headings->contact) != 0) {
            continue;
        }
        struct cell cell = { .count = 0 };
        cell_add(briefer->arena, &cell, fact->text);
        struct brief_line *line = add_line(briefer, fact->caption, cell);
        line->link = fact->kind == FACT_LINK;
        line->cell.items[0] = line->link ? fact->text : line->cell.items[0];
        line->raw = fact->raw;
    }
}

void brief_create(const struct practice *practice,
                  const struct summary *summary,
                  const struct receivers *receivers, struct document *document)
{
    struct briefer briefer = {
        .practice = practice,
        .phrasing = &practice->phrasing,
        .headings = practice->phrasing.language->headings,
        .arena = practice->arena,
        .document = document,
    };
    if (summary->count > 0) {
        add_data(&briefer, summary);
        add_purposes(&briefer);
        add_recipients(&briefer, receivers);
        add_periods(&briefer, summary);
    }
    add_places(&briefer);
    add_rights(&briefer);
    if (document->brief_count > 0) {
        add_contact(&briefer);
    }
}
