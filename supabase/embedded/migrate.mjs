// Brings a database to the newest migration, in the history table that the official command line tool keeps.
import crypto from "node:crypto";
import fs from "node:fs";
import path from "node:path";

const NAME = /^(\d{14})_(.+)\.sql$/;

const HISTORY = `
  create schema if not exists supabase_migrations;
  create table if not exists supabase_migrations.schema_migrations (
    version text primary key, name text, statements text[]
  );`;

function migrationsIn(folder) {
  return fs.readdirSync(folder).sort().flatMap((file) => {
    const [, version, name] = NAME.exec(file) ?? [];
    return version ? [{ version, name, file: path.join(folder, file) }] : [];
  });
}

function quoted(text) {
  const tag = `$m${crypto.randomBytes(8).toString("hex")}$`;
  return `${tag}${text}${tag}`;
}

// One simple-protocol message is one implicit transaction: the migration and its history row stand or fall together.
async function apply(sql, { version, name, file }) {
  const body = fs.readFileSync(file, "utf8");
  await sql.unsafe(`set local statement_timeout = 0;
    ${body}
    ;insert into supabase_migrations.schema_migrations (version, name, statements)
    values (${quoted(version)}, ${quoted(name)}, array[${quoted(body)}])`).simple();
}

export async function migrate(sql, folder) {
  await sql.unsafe(HISTORY).simple();
  const rows = await sql`select version from supabase_migrations.schema_migrations`;
  const applied = new Set(rows.map((row) => row.version));
  for (const migration of migrationsIn(folder).filter(({ version }) => !applied.has(version))) {
    await apply(sql, migration).catch((cause) => {
      throw new Error(`${path.basename(migration.file)}: ${cause.message}`, { cause });
    });
  }
}
