// Supabase Lite limits nothing. These are the limits of an address: wrong tries, and mails sent to it.
import { json } from "./answers.mjs";

const WINDOW_MS = 15 * 60_000;
const SWEEP_ABOVE = 5_000;

const TRIES = {
  paths: /^\/auth\/v1\/(verify|token)$/,
  most: 10,
  code: "over_request_rate_limit",
  msg: "Request rate limit reached",
  // Signing in rightly is no guessing, and neither is a fault of ours.
  counts: (response) => response.status >= 400 && response.status < 500,
};
const MAILS = {
  paths: /^\/auth\/v1\/(signup|otp|magiclink|recover|resend|user)$/,
  most: 5,
  code: "over_email_send_rate_limit",
  msg: "Email rate limit exceeded",
  counts: (response) => response.ok,
};

async function addressIn(request) {
  const body = await request.clone().json().catch(() => null);
  return String(body?.email ?? "").trim().toLowerCase();
}

export class Limits {
  #spent = new Map();

  // Passes the request on, unless its address has no try left. A try is spent before it is known how it ends, so
  // that a hundred at once are not a hundred tries, and given back if it did not count.
  async guard(request, url, pass) {
    const rule = [TRIES, MAILS].find((one) => one.paths.test(url.pathname));
    const address = rule && request.method !== "GET" ? await addressIn(request) : "";
    if (!address) return pass();
    const key = `${rule.code} ${address}`;
    const spent = this.#recent(key);
    if (spent.length >= rule.most) return json(429, { code: 429, error_code: rule.code, msg: rule.msg });
    const at = Date.now();
    this.#spent.set(key, [...spent, at]);
    const response = await pass();
    if (!rule.counts(response)) this.#giveBack(key, at);
    return response;
  }

  #recent(key) {
    if (this.#spent.size > SWEEP_ABOVE) this.#sweep();
    return (this.#spent.get(key) ?? []).filter((at) => at > Date.now() - WINDOW_MS);
  }

  #giveBack(key, at) {
    const times = this.#recent(key);
    const kept = times.toSpliced(times.indexOf(at), times.includes(at) ? 1 : 0);
    this.#spent.set(key, kept);
  }

  #sweep() {
    for (const [key, times] of this.#spent) {
      if (!times.some((at) => at > Date.now() - WINDOW_MS)) this.#spent.delete(key);
    }
  }
}
