// Supabase in one process, for one machine: Supabase Lite over PostgreSQL, answering on the loopback alone.
//
//     node server.mjs FOLDER-OF-THE-KEYS
//
// Environment: REBOUND_MIGRATIONS (folder), PG_SOCKET (folder of PostgreSQL's socket), PORT (0 picks a free one),
// JWT_EXPIRY (seconds), READY_FD (an open pipe: gets one line of JSON, and is closed, when the server serves).
import fs from "node:fs";
import { serve } from "@hono/node-server";
import { App } from "@supabase/lite";
import { createPostgresConnection } from "@supabase/lite/postgres";
import { json } from "./answers.mjs";
import { keysOf } from "./keys.mjs";
import { Limits } from "./limits.mjs";
import { Watch } from "./lines.mjs";
import { log, quietConsole } from "./log.mjs";
import { Mailbox } from "./mailbox.mjs";
import { migrate } from "./migrate.mjs";
import { keepPurging } from "./retention.mjs";
import { auth, grantUsage, prepareRoles, withReason } from "./repairs.mjs";

const { REBOUND_MIGRATIONS, PG_SOCKET, PORT, JWT_EXPIRY, READY_FD } = process.env;

quietConsole();
const keys = keysOf(process.argv[2]);
const mailbox = new Mailbox(keys.mailbox_token);
const limits = new Limits();

const connection = createPostgresConnection({
  url: "postgres://postgres@localhost/postgres",
  postgresOptions: {
    host: PG_SOCKET,
    port: 5432,
    // PostgreSQL may be away for a while; come back soon after it does.
    backoff: () => 0.2,
    connect_timeout: 3,
    // As long as Supabase lets the request roles work on one call.
    connection: { statement_timeout: 8_000 },
    onnotice() {},
  },
});

const watch = new Watch(connection);

const app = new App({
  connection,
  auth: {
    enabled: true,
    jwt_secret: keys.jwt_secret,
    publishable_key: keys.publishable_key,
    secret_key: keys.secret_key,
    jwt_expiry: Number(JWT_EXPIRY),
    minimum_password_length: 10,
    enable_signup: true,
    site_url: "http://127.0.0.1:8501",
    email: { enable_signup: true, enable_confirmations: true, otp_length: 6, otp_expiry: 900 },
  },
  api: { schemas: ["public"], max_rows: 1000 },
  options: { drivers: { email: mailbox }, server: { disableStudio: true } },
});

async function prepareDatabase() {
  await prepareRoles(connection);
  await app.ensureSystemSchema();
  await grantUsage(connection);
  await migrate(connection.driver, REBOUND_MIGRATIONS);
  await connection.clearSchemaCache();
}

// Only these doors are answered: Lite's own `/_system` would tell the schema to anybody.
async function answer(request, env) {
  const url = new URL(request.url);
  const peerAddress = env.incoming.socket.remoteAddress ?? null;
  const pass = (one) => withReason(watch, () => app.fetch(one, { peerAddress }));
  if (url.pathname.startsWith("/rest/v1/")) return pass(request);
  if (url.pathname.startsWith("/auth/v1/")) return limits.guard(request, url, () => auth(request, url, pass));
  if (url.pathname === "/mailbox") return mailbox.answer(request, url);
  if (url.pathname === "/healthz") return json(200, { ok: true });
  return json(404, { message: "Nothing is here." });
}

function stop(server) {
  server.close(async () => {
    await connection.kysely.destroy();
    await connection.close();
    process.exit(0);
  });
  server.closeIdleConnections();
}

try {
  await prepareDatabase();
} catch (problem) {
  log(problem.message);
  process.exit(1);
}
keepPurging(connection.driver);

const server = serve({ hostname: "127.0.0.1", port: Number(PORT), fetch: answer }, ({ port }) => {
  fs.writeSync(Number(READY_FD), `${JSON.stringify({ port })}\n`);
  fs.closeSync(Number(READY_FD));
});
server.on("error", (problem) => {
  log(problem.message);
  process.exit(1);
});
for (const signal of ["SIGTERM", "SIGINT"]) process.once(signal, () => stop(server));
