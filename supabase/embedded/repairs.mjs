// What Supabase Lite 0.10 does otherwise than Supabase, put right around it.
import { json } from "./answers.mjs";

// As on a hosted project: the request roles exist and may look into `public` and `auth`, and hold nothing else.
const ROLES = `
  do $$ begin
    if to_regrole('anon') is null then create role anon nologin noinherit; end if;
    if to_regrole('authenticated') is null then create role authenticated nologin noinherit; end if;
    if to_regrole('service_role') is null then create role service_role nologin noinherit bypassrls; end if;
  end $$;`;
const USAGE = `
  grant usage on schema public, auth to anon, authenticated, service_role;
  grant execute on all functions in schema auth to anon, authenticated, service_role;`;

// Lite would make the roles at the first request, and grant them every table of every schema with it.
export async function prepareRoles(connection) {
  await connection.driver.unsafe(ROLES).simple();
  connection.rlsState = "active";
}

export async function grantUsage(connection) {
  await connection.driver.unsafe(USAGE).simple();
}

// Lite refuses the type "email", the one that Supabase recommends; the code is one of these two.
export async function verifyEmailCode(request, pass) {
  const body = await request.clone().json().catch(() => null);
  if (body?.type !== "email") return pass(request);
  const as = (type) => pass(new Request(request, { body: JSON.stringify({ ...body, type }) }));
  const response = await as("magiclink");
  return response.ok ? response : as("signup");
}

// '2026-11-22 17:13:01.67+00' -> '2026-11-22T17:13:01.67Z', which the client libraries can read.
const TIME = /"(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d(?:\.\d+)?)\+00(?::?00)?"/g;

export async function withReadableTimes(response) {
  if (!response.headers.get("content-type")?.includes("json")) return response;
  const headers = new Headers(response.headers);
  headers.delete("content-length");
  const body = (await response.text()).replace(TIME, '"$1T$2Z"');
  return new Response(body, { status: response.status, headers });
}

export const unavailable = () =>
  json(503, { code: "PGRST001", message: "The database is not reachable.", details: null, hint: null });
