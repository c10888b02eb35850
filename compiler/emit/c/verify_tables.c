/* Table and diagram are walked together. First every class is proven to be one:
 * no node tells its terms apart. Then one term of each class stands for all of
 * it, and every pair of cell and node that is reached together is visited once,
 * down to answers, where the list of cases is held against what is left of the
 * diagram: over every closed set of facts that either looks at. */

#include "emit/c/verify.h"

#include "emit/c/numbering.h"

#include "base/arena.h"

enum {
    MOST_STEPS = 1 << 26, /* of comparing cases, in one build */
    MOST_CELLS = 1 << 28  /* that a class can count for */
};

struct walk {
    struct artifact *artifact;
    struct arena *arena;
    struct diagrams *diagrams;
    const struct artifact_table *table;
    const char *name;
    /* Whether the answer means what the node says. */
    bool (*leaf)(struct walk *walk, uint64_t answer, uint32_t node);

    /* Before each level the cells of the stage to come; 0: there is none. */
    size_t rooms[ARTIFACT_LEVELS + 1];
    size_t terminals;                  /* more than any value of one */
    uint32_t *sample[ARTIFACT_LEVELS]; /* [i]: the first term of a class */
    size_t samples[ARTIFACT_LEVELS];
    /* [place][where a row begins]: 1 + the node it was walked with last */
    uint32_t *seen[ARTIFACT_LEVELS + 1];
    struct numbering
        answered;          /* 1 + the answer that a node was found to have */
    const uint64_t *above; /* [bit]: facts that it implies */
    size_t steps;
    const char *fault;
};

static bool fail(struct walk *walk, const char *what)
{
    if (walk->fault == NULL) {
        walk->fault = arena_print(walk->arena, "%s: %s", walk->name, what);
    }
    return false;
}

/* --- what was seen -------------------------------------------------------- */

/* Whether the row has not been walked with this node; it has from then on. In a
 * table that is right a row stands for one node. In one that is not it may be
 * walked again and again, but then it differs from one of the nodes, and the
 * walk ends. */
static bool is_new(struct walk *walk, size_t place, uint64_t row, uint32_t node)
{
    uint32_t *seen = &walk->seen[place][row];
    bool new = *seen != node + 1;
    *seen = node + 1;
    return new;
}

/* Room for rows that begin at numbers below `count`. */
static void see_rows(struct walk *walk, size_t place, size_t count)
{
    walk->seen[place] = arena_array(walk->arena, count + 1, sizeof(uint32_t));
}

/* --- classes -------------------------------------------------------------- */

/* The place of a level in the table, or the count of its levels. */
static size_t level_place(const struct walk *walk, int level)
{
    for (size_t i = 0; i < walk->table->level_count; i++) {
        if (walk->table->level[i] == level) {
            return i;
        }
    }
    return walk->table->level_count;
}

/* sample_of[term]: the first term of its class. */
static uint32_t *find_samples(struct walk *walk, size_t place)
{
    const struct numbers *classes = &walk->table->classes[place];
    size_t terms = walk->artifact->level_terms[walk->table->level[place]];
    uint64_t largest = 0;
    for (size_t i = 0; i < classes->count; i++) {
        largest = classes->items[i] > largest ? classes->items[i] : largest;
    }
    uint32_t *sample_of = arena_array(walk->arena, terms, sizeof *sample_of);
    if (largest > MOST_CELLS) {
        fail(walk, "a class is out of bounds");
        return sample_of;
    }
    uint32_t *first =
        arena_array(walk->arena, (size_t)largest + 1, sizeof *first);
    walk->sample[place] =
        arena_array(walk->arena, terms, sizeof *walk->sample[place]);
    for (size_t i = 0; i < terms; i++) {
        uint64_t class = classes->width > 0 ? classes->items[i] : 0;
        if (first[class] == 0) {
            first[class] = (uint32_t)i + 1;
            walk->sample[place][walk->samples[place]++] = (uint32_t)i;
        }
        sample_of[i] = first[class] - 1;
    }
    return sample_of;
}

static void check_classes(struct walk *walk, uint32_t *const *sample_of,
                          struct bits *seen, uint32_t node)
{
    if (node_is_terminal(node) || bits_has(seen, node)) {
        return;
    }
    bits_add(seen, node);
    size_t count;
    const struct edge *edges = node_edges(walk->diagrams, node, &count);
    size_t place = level_place(walk, node_level(walk->diagrams, node));
    if (place == walk->table->level_count) {
        return;
    }
    const struct edge *edge = edges;
    for (uint32_t term = 0; term < edges[count - 1].end; term++) {
        edge += term >= edge->end;
        if (node_follow(walk->diagrams, node, walk->table->level[place],
                        sample_of[place][term]) != edge->to) {
            fail(walk, "terms that differ share a class");
        }
    }
    for (size_t i = 0; i < count; i++) {
        check_classes(walk, sample_of, seen, edges[i].to);
    }
}

/* --- cells ---------------------------------------------------------------- */

static bool check_answer(struct walk *walk, uint64_t answer, uint32_t node)
{
    uint32_t *known = numbering_at(&walk->answered, node);
    if (answer >= UINT32_MAX ||
        (*known != (uint32_t)answer + 1 && !walk->leaf(walk, answer, node))) {
        return fail(walk, "an answer differs from the diagram");
    }
    *known = (uint32_t)answer + 1;
    return true;
}

/* What counts for a term of the level in that place. */
static uint64_t class_of(const struct walk *walk, size_t place, uint32_t term)
{
    const struct numbers *classes = &walk->table->classes[place];
    return classes->width > 0 ? classes->items[term] : 0;
}

/* Before the level in `place`, at the sum `at`. Rows of a stage are visited
 * once with each node. */
static bool walk_stages(struct walk *walk, size_t place, uint64_t at,
                        uint32_t node)
{
    const struct artifact_table *table = walk->table;
    if (place == table->level_count) {
        return check_answer(walk, at, node);
    }
    for (size_t i = 0; i < walk->samples[place]; i++) {
        uint32_t term = walk->sample[place][i];
        uint64_t to =
            artifact_step(table, place, at, class_of(walk, place, term));
        uint32_t next =
            node_follow(walk->diagrams, node, table->level[place], term);
        if (to == UINT64_MAX) {
            return fail(walk, "a cell is out of bounds");
        }
        if (to == ARTIFACT_USUAL) {
            if (!node_is_terminal(next)) {
                return fail(walk, "the way ends before the answer is certain");
            }
            if (!check_answer(walk, table->usual_place, next)) {
                return false;
            }
            continue;
        }
        if (table->after[place].width > 0 && walk->rooms[place + 1] > 0) {
            if (to >= walk->rooms[place + 1]) {
                return fail(walk, "a row is out of bounds");
            }
            if (!is_new(walk, place + 1, to, next)) {
                continue;
            }
        }
        if (!walk_stages(walk, place + 1, to, next)) {
            return false;
        }
    }
    return true;
}

static bool walk_rows(struct walk *walk, uint64_t cell, uint32_t node)
{
    const struct artifact_table *table = walk->table;
    bool answered = cell >> 31 != 0;
    size_t at_cell = answered ? table->level_count : (size_t)(cell >> 28);
    size_t at_node = level_place(walk, node_level(walk->diagrams, node));
    size_t place = at_cell < at_node ? at_cell : at_node;
    if (at_cell > table->level_count) {
        return fail(walk, "a cell names no level");
    }
    if (place == table->level_count) {
        return check_answer(walk, cell & UINT64_C(0x7FFFFFFF), node);
    }
    if (place == at_cell) {
        if ((cell & UINT64_C(0xFFFFFFF)) >= table->cells.count) {
            return fail(walk, "a cell is out of bounds");
        }
        if (!is_new(walk, 0, cell & UINT64_C(0xFFFFFFF), node)) {
            return true;
        }
    }
    for (size_t i = 0; i < walk->samples[place]; i++) {
        uint32_t term = walk->sample[place][i];
        uint64_t next = cell;
        if (place == at_cell) {
            uint64_t at =
                (cell & UINT64_C(0xFFFFFFF)) + class_of(walk, place, term);
            if (at >= table->cells.count) {
                return fail(walk, "a cell is out of bounds");
            }
            next = table->cells.items[at];
            if (next >> 31 == 0 && next >> 28 <= place) {
                return fail(walk, "a row leads back");
            }
        }
        if (!walk_rows(
                walk, next,
                node_follow(walk->diagrams, node, table->level[place], term))) {
            return false;
        }
    }
    return true;
}

/* --- answers -------------------------------------------------------------- */

/* Where a table answers: a place of vectors, or the first of a list of cases. */
struct leaf {
    const struct numbers *cases; /* NULL: it is a place, or the usual answer */
    uint64_t first;
    bool (*means)(struct walk *walk, uint64_t answer, uint32_t value);
};

/* Facts of which some are known. */
struct partial {
    uint64_t known, value;
};

/* No fact holds while one that it implies is known not to. */
static bool may_be_closed(const struct walk *walk, struct partial facts)
{
    for (uint64_t left = facts.value; left != 0; left &= left - 1) {
        int bit = __builtin_ctzll(left);
        if ((walk->above[bit] & facts.known & ~facts.value) != 0) {
            return false;
        }
    }
    return true;
}

static bool check_leaf(struct walk *walk, const struct leaf *leaf,
                       uint32_t node, struct partial facts);

static bool check_both(struct walk *walk, const struct leaf *leaf,
                       uint32_t node, struct partial facts, uint64_t bit)
{
    uint32_t side[2] = { node, node };
    if (!node_is_terminal(node)) {
        int level = node_level(walk->diagrams, node);
        side[0] = node_follow(walk->diagrams, node, level, 0);
        side[1] = node_follow(walk->diagrams, node, level, 1);
    }
    struct partial without = { facts.known | bit, facts.value };
    struct partial with = { facts.known | bit, facts.value | bit };
    return check_leaf(walk, leaf, side[0], without) &&
           check_leaf(walk, leaf, side[1], with);
}

/* Below a terminal: the first case that fits, over what it looks at. */
static bool check_cases(struct walk *walk, const struct leaf *leaf,
                        uint32_t node, struct partial facts)
{
    for (uint64_t i = leaf->first; i < leaf->cases->count;) {
        const uint64_t *row = leaf->cases->items + i * 4;
        uint64_t open = row[0] & ~facts.known;
        bool never = (row[1] & ~row[0]) != 0;
        if (never || ((facts.value ^ row[1]) & facts.known & row[0]) != 0) {
            i = row[3] < i ? row[3] : UINT64_MAX;
            continue;
        }
        if (open == 0) {
            return leaf->means(walk, row[2], node_value(node));
        }
        return check_both(walk, leaf, node, facts, open & (~open + 1));
    }
    return false;
}

/* The same for a place, which looks at its facts all at once. */
static bool check_place(struct walk *walk, const struct leaf *leaf,
                        uint32_t node, struct partial facts)
{
    const struct artifact *artifact = walk->artifact;
    uint64_t open = artifact_looked_at(artifact, leaf->first) & ~facts.known;
    return open != 0
               ? check_both(walk, leaf, node, facts, open & (~open + 1))
               : leaf->means(walk,
                             artifact_ruled(artifact, leaf->first, facts.value),
                             node_value(node));
}

static bool check_leaf(struct walk *walk, const struct leaf *leaf,
                       uint32_t node, struct partial facts)
{
    const struct artifact *artifact = walk->artifact;
    if (walk->steps == 0 || !may_be_closed(walk, facts)) {
        return true;
    }
    walk->steps--;
    if (!node_is_terminal(node)) {
        int level = node_level(walk->diagrams, node) - LEVEL_CONDITIONS;
        uint64_t bit =
            artifact->fact_bit[artifact->analysis->conditions[level]->number];
        return bit != 0 ? check_both(walk, leaf, node, facts, bit)
                        : fail(walk, "a fact has no bit");
    }
    return leaf->cases != NULL ? check_cases(walk, leaf, node, facts)
                               : check_place(walk, leaf, node, facts);
}

static bool means_outcome(struct walk *walk, uint64_t answer, uint32_t value)
{
    const struct artifact *artifact = walk->artifact;
    const struct outcome *outcome = &artifact->analysis->outcomes[value];
    struct artifact_ruling ruling = artifact_ruling(artifact, answer);
    uint64_t statement = outcome->statement == SIZE_MAX
                             ? artifact->policy->statement_count
                             : outcome->statement;
    return ruling.verdict == (uint64_t)outcome->verdict &&
           ruling.statement == statement &&
           ruling.duties == artifact_duties(artifact, outcome->measures);
}

static bool means_right(struct walk *walk, uint64_t answer, uint32_t value)
{
    (void)walk;
    return answer == value;
}

static bool leaf_decide(struct walk *walk, uint64_t answer, uint32_t node)
{
    const struct artifact *artifact = walk->artifact;
    bool usual =
        artifact->decide.has_usual && answer == artifact->decide.usual_place;
    bool placed = artifact->answers.width > 0 || usual;
    struct leaf leaf = { placed ? NULL : &artifact->decide_cases, answer,
                         means_outcome };
    return check_leaf(walk, &leaf, node, (struct partial){ 0, 0 });
}

static bool leaf_right(struct walk *walk, uint64_t answer, uint32_t node)
{
    struct leaf leaf = { &walk->artifact->right_cases, answer, means_right };
    return check_leaf(walk, &leaf, node, (struct partial){ 0, 0 });
}

static uint64_t said_by(const struct artifact *artifact, size_t statement)
{
    return statement == SIZE_MAX ? artifact->policy->statement_count
                                 : statement;
}

static bool leaf_retain(struct walk *walk, uint64_t answer, uint32_t node)
{
    const struct artifact *artifact = walk->artifact;
    if (!node_is_terminal(node) || answer == 0 ||
        answer >= artifact->retentions.count) {
        return false;
    }
    const struct keeping *keeping =
        &artifact->analysis->keepings[node_value(node)];
    const uint64_t *row = artifact->retentions.items + answer * 5;
    return row[0] == keeping->at_least && row[1] == keeping->up_to &&
           row[2] == (keeping->method ? keeping->method->number : 0) &&
           row[3] == said_by(artifact, keeping->up_to_statement) &&
           row[4] == said_by(artifact, keeping->at_least_statement);
}

/* --- facts ---------------------------------------------------------------- */

/* [bit]: the facts it implies; and the implications that the cases need are
 * there, and no others. */
static const uint64_t *check_implications(struct artifact *artifact,
                                          const char **fault)
{
    const struct terms *terms = &artifact->policy->terms[KIND_CONDITION];
    const uint64_t *bit = artifact->fact_bit;
    uint64_t *above = arena_array(artifact->arena, 64, sizeof *above);
    uint64_t *below = arena_array(artifact->arena, 64, sizeof *below);
    uint64_t given = 0;
    for (size_t i = 0; i < terms->count; i++) {
        if ((given & bit[i]) != 0) {
            *fault = "two facts have one bit";
        }
        given |= bit[i];
        for (size_t k = 0; bit[i] != 0 && k < terms->count; k++) {
            if (k != i && bit[k] != 0 && bits_has(terms->items[i]->below, k)) {
                below[__builtin_ctzll(bit[i])] |= bit[k];
                above[__builtin_ctzll(bit[k])] |= bit[i];
            }
        }
    }
    uint64_t used = artifact->place_facts;
    for (size_t i = 0; i < artifact->decide_cases.count; i++) {
        used |= artifact->decide_cases.items[i * 4];
    }
    for (size_t i = 0; i < artifact->right_cases.count; i++) {
        used |= artifact->right_cases.items[i * 4];
    }
    for (int i = 0; i < 64; i++) {
        uint64_t one = UINT64_C(1) << i;
        uint64_t want = (used & one) != 0 ? below[i] : 0;
        uint64_t got = 0;
        for (size_t k = 0; k < artifact->implications.count; k++) {
            const uint64_t *row = artifact->implications.items + k * 2;
            got |= row[1] == one ? row[0] : 0;
        }
        if (got != want) {
            *fault = "implications: a fact does not follow from those that "
                     "imply it, or from others";
        }
    }
    return above;
}

/* What is out of range is denied, and may not be kept. */
static const char *check_refusals(const struct artifact *artifact)
{
    const uint64_t none = artifact->policy->statement_count;
    const uint64_t *keeping = artifact->retentions.items;
    struct artifact_ruling refused =
        artifact_ruling(artifact, artifact->word.refused);
    if (refused.verdict != VERDICT_DENY || refused.statement != none ||
        refused.duties != 0) {
        return "what is no request is not denied by no statement";
    }
    if (artifact->retentions.count == 0 || keeping[0] != 0 || keeping[1] != 0 ||
        keeping[2] != 0 || keeping[3] != none || keeping[4] != none) {
        return "retentions: the first is not for what is out of range";
    }
    return NULL;
}

/* --- the face ------------------------------------------------------------- */

static const char *walk_table(struct walk *walk, uint32_t root)
{
    uint32_t **sample_of =
        arena_array(walk->arena, ARTIFACT_LEVELS, sizeof *sample_of);
    for (size_t i = 0; i < walk->table->level_count; i++) {
        sample_of[i] = find_samples(walk, i);
    }
    check_classes(walk, sample_of,
                  bits_create(walk->arena, diagrams_node_count(walk->diagrams)),
                  root);
    for (size_t i = 0; i < walk->table->level_count; i++) {
        size_t stage = i;
        while (stage + 1 < walk->table->level_count &&
               walk->table->after[stage].width == 0) {
            stage++;
        }
        walk->rooms[i] = walk->table->rows ? walk->table->cells.count
                                           : walk->table->after[stage].count;
        see_rows(walk, i, walk->rooms[i]);
    }
    walk->answered = numbering_create(
        walk->arena, diagrams_node_count(walk->diagrams), walk->terminals);
    if (walk->fault == NULL && walk->table->rows) {
        (void)walk_rows(walk, walk->table->root, root);
    } else if (walk->fault == NULL) {
        (void)walk_stages(walk, 0, 0, root);
    }
    return walk->fault;
}

const char *verify_tables(struct artifact *artifact, struct asked asked)
{
    const char *fault = check_refusals(artifact);
    const uint64_t *above = check_implications(artifact, &fault);
    const struct walk walks[3] = {
        { .name = "decide", .table = &artifact->decide, .leaf = leaf_decide },
        { .name = "retain", .table = &artifact->retain, .leaf = leaf_retain },
        { .name = "right", .table = &artifact->right, .leaf = leaf_right },
    };
    const uint32_t roots[3] = { asked.verdict, asked.keeping, asked.rights };
    const size_t terminals[3] = { artifact->analysis->outcome_count,
                                  artifact->analysis->keeping_count, 2 };
    for (size_t i = 0; i < 3 && fault == NULL; i++) {
        struct walk walk = walks[i];
        walk.artifact = artifact;
        walk.arena = artifact->arena;
        walk.diagrams = artifact->analysis->diagrams;
        walk.above = above;
        walk.steps = MOST_STEPS;
        walk.terminals = terminals[i];
        fault = walk_table(&walk, roots[i]);
    }
    return fault;
}
