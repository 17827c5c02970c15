// What Supabase Lite 0.10 does otherwise than Supabase, put right around it. `pass` hands a request to Lite.
import crypto from "node:crypto";
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

// Which of Lite's types a code by e-mail may be. It refuses "email", the type that Supabase recommends; and a
// newcomer's second code comes as a magic link (see `resend`).
const CODE_TYPES = { email: ["magiclink", "signup"], signup: ["signup", "magiclink"] };

async function verify(request, pass) {
  const body = await request.clone().json().catch(() => null);
  let response;
  for (const type of CODE_TYPES[body?.type] ?? [body?.type]) {
    response = await pass(new Request(request, { body: JSON.stringify({ ...body, type }) }));
    if (response.ok) break;
  }
  return response;
}

// Lite never sends a newcomer's code again: it answers 429. A code to sign in with confirms the address as well.
async function resend(request, pass) {
  const response = await pass(request.clone());
  if (response.status !== 429) return response;
  const { email } = await request.json();
  await pass(toAuth(request, "otp", { email, create_user: false }));
  return json(200, {});
}

// Lite answers 429 for a taken address and so gives it away. Supabase answers as for a new one, and sends the code
// again if the address was never confirmed.
async function signUp(request, pass) {
  const response = await pass(request.clone());
  if (response.status !== 429) return response;
  const { email } = await request.json();
  await resend(toAuth(request, "resend", { email, type: "signup" }), pass);
  return json(200, madeUpAccount(email.toLowerCase()));
}

function toAuth(request, path, body) {
  const headers = new Headers(request.headers);
  headers.delete("content-length");
  return new Request(new URL(`/auth/v1/${path}`, request.url), {
    method: "POST",
    headers,
    body: JSON.stringify(body),
  });
}

function madeUpAccount(email) {
  const now = new Date().toISOString();
  return {
    id: crypto.randomUUID(),
    aud: "authenticated",
    role: "authenticated",
    email,
    phone: "",
    app_metadata: { provider: "email", providers: ["email"] },
    user_metadata: {},
    identities: [],
    created_at: now,
    updated_at: now,
    confirmation_sent_at: now,
    is_anonymous: false,
  };
}

const REPAIRED = {
  "/auth/v1/verify": verify,
  "/auth/v1/resend": resend,
  "/auth/v1/signup": signUp,
};

// An answer to an auth request as Supabase would give it.
export async function auth(request, url, pass) {
  const repaired = request.method === "POST" ? REPAIRED[url.pathname] : undefined;
  return withReadableTimes(await (repaired ?? ((one) => pass(one)))(request, pass));
}

// '2026-11-22 17:13:01.67+00' -> '2026-11-22T17:13:01.67Z', which the client libraries can read.
const TIME = /"(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d(?:\.\d+)?)\+00(?::?00)?"/g;

async function withReadableTimes(response) {
  if (!response.headers.get("content-type")?.includes("json")) return response;
  const headers = new Headers(response.headers);
  headers.delete("content-length");
  const body = (await response.text()).replace(TIME, '"$1T$2Z"');
  return new Response(body, { status: response.status, headers });
}

const STATUS = { "23": 400, "57": 500 };

// With PostgreSQL away Lite answers 500, or 404 as if the door did not exist; and it hides the code of an error that
// it has no word for behind "SUP". Say what happened, as Supabase does.
export async function withReason(watch, work) {
  const { result: response, lost, error } = await watch.during(work);
  if (response.status !== 404 && response.status < 500) return response;
  if (lost) return json(503, { code: "PGRST001", message: "The database is not reachable.", details: null, hint: null });
  const status = STATUS[error?.code.slice(0, 2)];
  if (!status || response.status !== 500) return response;
  return json(status, { code: error.code, message: error.message, details: null, hint: null });
}
