/* The other fixed part of the emitted C: strings, names and explanations. Like
 * decide.c, behind which it stands, in every respect. */
/* clang-format off */

/* writ: tables */
static const uint8_t measure_bits[3] = { 0, 1, 0 };

static const uint32_t name_seed = 0u;
static const uint32_t longest_name = 8u;
static const uint16_t item_moves[2] = { 7, 0 };
static const struct name_row item_names[5] = {
    { 0, 0, 0 }, { 19, 8, 2 }, { 5, 5, 1 }, { 1, 3, 0 }, { 0, 0, 0 }
};
static const uint32_t item_paths[4] = { 1, 5, 11, 0 };
static const uint16_t item_ends[4] = { 3, 2, 3, 0 };
static const struct term_range item_ranges[2] = { { 2, 1, 2 }, { 0, 0, 0 } };

static const uint16_t fact_moves[2] = { 2, 0 };
static const struct name_row fact_names[4] = {
    { 0, 0, 0 }, { 5, 5, 0 }, { 19, 8, 1 }, { 0, 0, 0 }
};
static const uint32_t fact_paths[3] = { 5, 11, 0 };

static const uint32_t measure_paths[3] = { 1, 5, 0 };

/* writ: source of words */
/* The bit of a measure in range; 0: it has none. */
static uint64_t bit_of(uint16_t measure)
{
    return (measure_bits[measure] != 0u) ? (UINT64_C(1) << (measure_bits[measure] - 1u)) : 0u;
}

uint64_t writ_policy_measure_bit(uint16_t measure)
{
    return (measure < WRIT_POLICY_COUNT_OF_MEASURE) ? bit_of(measure) : 0u;
}

const char *writ_policy_text(uint32_t offset)
{
    return (const char *)&text + ((offset < sizeof text) ? offset : 0u);
}

/* What is written to a buffer that may be too short. */
struct writing {
    char *buffer;
    size_t size;
    size_t written; /* bytes, the NUL not counted */
    size_t length;  /* of all; as much as is written, until something does not fit */
};

/* One character of UTF-8, of `width` bytes, whole or not at all. */
static void put_character(struct writing *writing, const char *character, size_t width)
{
    size_t i;

    if ((writing->written == writing->length) && (width < (writing->size - writing->written))) {
        for (i = 0u; i < width; i++) {
            writing->buffer[writing->written] = character[i];
            writing->written++;
        }
    }
    writing->length += width;
}

static void put(struct writing *writing, const char *words)
{
    size_t at = 0u;
    size_t width;

    while (words[at] != '\0') {
        width = 1u;
        while (((unsigned char)words[at + width] & 0xC0u) == 0x80u) {
            width++;
        }
        put_character(writing, &words[at], width);
        at += width;
    }
}

static void put_number(struct writing *writing, uint32_t number)
{
    char digits[11];
    uint32_t rest = number;
    uint32_t at = 10u;

    digits[at] = '\0';
    do {
        at--;
        digits[at] = "0123456789"[rest % 10u];
        rest /= 10u;
    } while (rest != 0u);
    put(writing, &digits[at]);
}

static void put_sentence(struct writing *writing, const writ_policy_statement *statement)
{
    put(writing, " by ");
    put(writing, writ_policy_text(statement->name));
    put(writing, " (");
    put(writing, writ_policy_text(statement->file));
    put(writing, ":");
    put_number(writing, statement->line);
    put(writing, "): ");
    put(writing, writ_policy_text(statement->sentence));
}

static void put_owed(struct writing *writing, uint64_t duties)
{
    const char *before = " Owed: ";
    uint16_t measure;

    for (measure = 0u; measure < WRIT_POLICY_COUNT_OF_MEASURE; measure++) {
        if ((bit_of(measure) & duties) != 0u) {
            put(writing, before);
            put(writing, writ_policy_text(measure_paths[measure]));
            before = ", ";
        }
    }
    if (before[0] == ',') {
        put(writing, ".");
    }
}

size_t writ_policy_explain(writ_policy_decision decision, char *buffer, size_t size)
{
    struct writing writing;
    bool allowed = decision.verdict == (uint8_t)WRIT_POLICY_ALLOW;
    uint32_t row = decision.statement; /* or that of zeros */

    if (row >= ALL_OF(writ_policy_statements)) {
        row = ROWS_OF(writ_policy_statements);
    }
    writing.buffer = buffer;
    writing.size = size;
    writing.written = 0u;
    writing.length = 0u;
    put(&writing, allowed ? "Allowed" : "Denied");
    if (writ_policy_statements[row].name != 0u) {
        put_sentence(&writing, &writ_policy_statements[row]);
    } else if (decision.verdict == (uint8_t)WRIT_POLICY_SILENT) {
        put(&writing, ": the policy does not say that it is allowed.");
    } else if (!allowed) {
        put(&writing, ": it is no request that the policy knows.");
    } else {
        put(&writing, ".");
    }
    if (allowed) {
        put_owed(&writing, decision.duties);
    }
    if (size > 0u) {
        buffer[writing.written] = '\0';
    }
    return writing.length;
}

/* Eight bytes, or those that there are, the first of them lowest on every machine. */
static uint64_t bytes_of(const char *name, size_t length)
{
    uint64_t bytes = 0u;
    size_t i;

    if (length >= 8u) {
        bytes = (uint64_t)(unsigned char)name[0] | ((uint64_t)(unsigned char)name[1] << 8u)
            | ((uint64_t)(unsigned char)name[2] << 16u) | ((uint64_t)(unsigned char)name[3] << 24u)
            | ((uint64_t)(unsigned char)name[4] << 32u) | ((uint64_t)(unsigned char)name[5] << 40u)
            | ((uint64_t)(unsigned char)name[6] << 48u) | ((uint64_t)(unsigned char)name[7] << 56u);
    } else {
        for (i = length; i > 0u; i--) {
            bytes = (bytes << 8u) | (uint64_t)(unsigned char)name[i - 1u];
        }
    }
    return bytes;
}

static uint64_t hashed(const char *name, size_t length)
{
    uint64_t hash = (uint64_t)name_seed ^ (uint64_t)length;
    size_t at;

    for (at = 0u; at < length; at += 8u) {
        hash = (hash ^ bytes_of(&name[at], length - at)) * 0x9E3779B97F4A7C15u;
        hash ^= hash >> 32u;
    }
    return hash;
}

/* The slot that a name of that hash has, if it is one of `slots`. */
static uint32_t slot_of(uint64_t hash, uint32_t move, uint32_t slots)
{
    uint32_t at = (uint32_t)(hash & UINT32_MAX) ^ (move * 0x9E3779B1u);

    at ^= at >> 15u;
    at *= 0x2C1B3C6Du;
    at ^= at >> 12u;
    return (uint32_t)(((uint64_t)at * slots) >> 32u);
}

static bool same(const char *name, const char *other, size_t length)
{
    bool equal = true;
    size_t at;

    for (at = 0u; equal && (at < length); at += 8u) {
        equal = bytes_of(&name[at], length - at) == bytes_of(&other[at], length - at);
    }
    return equal;
}

/* The number of the name, or `unknown`. */
static uint16_t found(const struct name_row rows[], uint32_t slots, const uint16_t moves[],
    uint32_t groups, const char *name, size_t length, uint16_t unknown)
{
    uint16_t number = unknown;

    if ((length > 0u) && (length <= longest_name)) {
        uint64_t hash = hashed(name, length);
        uint32_t move = moves[((hash >> 32u) * groups) >> 32u];
        const struct name_row *row = &rows[slot_of(hash, move, slots)];

        if ((row->length == length) && same(name, writ_policy_text(row->text), length)) {
            number = row->number;
        }
    }
    return number;
}

/* Whether a term lies below `of` by parents that are not its first. */
static bool ranged(const struct term_range ranges[], uint32_t count, uint16_t term, uint16_t of)
{
    bool within = false;
    uint32_t i;

    for (i = 0u; (i < count) && !within; i++) {
        within = (ranges[i].term == of) && (ranges[i].first <= term) && (term < ranges[i].end);
    }
    return within;
}

uint64_t writ_policy_fact_from_name(const char *name, size_t length)
{
    uint16_t bit = found(
        fact_names, ROWS_OF(fact_names), fact_moves, ROWS_OF(fact_moves), name, length, UINT16_MAX);

    return (bit != UINT16_MAX) ? (UINT64_C(1) << bit) : 0u;
}

const char *writ_policy_fact_name(uint16_t bit)
{
    return writ_policy_text((bit < ALL_OF(fact_paths)) ? fact_paths[bit] : 0u);
}

/* writ: source of each kind */
uint16_t writ_policy_item_from_name(const char *name, size_t length)
{
    return found(
        item_names, ROWS_OF(item_names), item_moves, ROWS_OF(item_moves),
        name, length, WRIT_POLICY_COUNT_OF_ITEM);
}

const char *writ_policy_item_name(uint16_t item)
{
    return writ_policy_text((item < ALL_OF(item_paths)) ? item_paths[item] : 0u);
}

bool writ_policy_item_is_within(uint16_t item, uint16_t other)
{
    return (item < WRIT_POLICY_COUNT_OF_ITEM) && (other < WRIT_POLICY_COUNT_OF_ITEM)
        && (((other <= item) && (item < item_ends[other]))
            || ranged(item_ranges, ROWS_OF(item_ranges), item, other));
}
/* writ: not copied */
