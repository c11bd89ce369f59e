// DuckDB's group-by over the same JSON Lines: node score_duckdb.mjs FOLDER
// Run where @duckdb/node-api is installed; prints seconds for each way of asking.
import { createRequire } from 'node:module';
import path from 'node:path';
const require = createRequire(path.join(process.cwd(), 'x.js'));
const { DuckDBInstance } = require('@duckdb/node-api');
const instance = await DuckDBInstance.create(':memory:');
const connection = await instance.connect();
const files = `'${process.argv[2]}/*.jsonl'`;
const typed = `read_json(${files}, format='newline_delimited', columns={type: 'VARCHAR', ` +
  `scenario: 'VARCHAR', credit: 'DOUBLE', category: 'INTEGER', escalated: 'BOOLEAN'})`;
const guessed = `read_json(${files}, format='newline_delimited')`;
const group = (source) => `select scenario, count(*) n, avg(credit) credit, ` +
  `avg((category >= 1)::int) acceptable, avg(escalated::int) escalated from ${source} ` +
  `where type in ('decision', 'timeout') group by scenario order by scenario`;
for (const [name, source] of [['five columns named', typed], ['columns guessed', guessed]]) {
  const start = performance.now();
  const result = await connection.runAndReadAll(group(source));
  const rows = result.getRows();
  const seconds = (performance.now() - start) / 1000;
  const n = rows.reduce((sum, row) => sum + Number(row[1]), 0);
  console.log(JSON.stringify({ way: name, seconds: +seconds.toFixed(3), rows: rows.length, n,
    peak_mib: Math.round(process.resourceUsage().maxRSS / 1024) }));
}
