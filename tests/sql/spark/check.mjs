// check.mjs FILE.sql...: holds emitted SQL against the grammar of Spark SQL, as dt-sql-parser has it from Spark's own.
// What only SQLite or PostgreSQL knows must be refused, so that a grammar which takes anything is found. Types and
// large numbers are read here, for the grammar takes any. Prints `N passed, M failed`.
import { readFileSync } from 'node:fs';
import { register } from 'node:module';
import { basename } from 'node:path';

register('./resolve.mjs', import.meta.url);
const { SparkSQL } = await import('./node_modules/dt-sql-parser/dist/index.js');

const foreign = [
    'INSERT OR REPLACE INTO t VALUES (1);',
    'INSERT INTO t VALUES (1) ON CONFLICT DO NOTHING;',
    'INSERT INTO t VALUES (1) RETURNING a;',
    'CREATE TABLE t (a BIGINT PRIMARY KEY AUTOINCREMENT);',
    'CREATE TABLE t (a BIGINT) WITHOUT ROWID;',
    'CREATE TEMP TABLE t (a BIGINT);',
    "SELECT a FROM t WHERE b GLOB 'x';",
    'SELECT a # b FROM t;',
    'SELECT a::BIGINT FROM t;',
];
let passed = 0;
let failed = 0;

function check(good, words) {
    if (good) {
        passed++;
    } else {
        failed++;
        console.log(words);
    }
}

for (const file of process.argv.slice(2)) {
    const sql = readFileSync(file, 'utf8');
    const [error] = new SparkSQL().validate(sql);
    check(!error, `${basename(file)}:${error?.startLine}: not Spark's: ${error?.message}`);
    const types = [...sql.matchAll(/^CREATE TABLE (?:IF NOT EXISTS )?\w+ \(([^;]*)\);$/gm)]
        .flatMap(([, columns]) => columns.split(/,\s+/))
        .map((column) => column.replace(/^\w+ /, ''));
    const other = types.filter((type) => !/^(BIGINT|VARCHAR\(\d+\))$/.test(type));
    check(types.length > 0 && other.length === 0, `${basename(file)}: types that not all have: ${other}`);
    const large = (sql.match(/\d{19,}/g) ?? []).filter((number) => BigInt(number) >= 1n << 63n);
    check(large.length === 0, `${basename(file)}: numbers that no BIGINT holds: ${large}`);
}
for (const sql of foreign) {
    check(new SparkSQL().validate(sql).length > 0, `not refused: ${sql}`);
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
