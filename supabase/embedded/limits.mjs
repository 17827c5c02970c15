// Supabase Lite limits nothing. These are the limits of an address: wrong tries, and mails sent to it.
import { json } from "./answers.mjs";

const WINDOW_MS = 15 * 60_000;
const SWEEP_ABOVE = 5_000;

const TRIES = {
  paths: /^\/auth\/v1\/(verify|token)$/,
  most: 10,
  code: "over_request_rate_limit",
  msg: "Request rate limit reached",
};
const MAILS = {
  paths: /^\/auth\/v1\/(signup|otp|magiclink|recover|resend|user)$/,
  most: 5,
  code: "over_email_send_rate_limit",
  msg: "Email rate limit exceeded",
};

export class Limits {
  #spent = new Map();

  // The ticket that this request draws on, or null if it is not limited.
  async ticket(request, url) {
    const rule = [TRIES, MAILS].find((one) => one.paths.test(url.pathname));
    if (!rule || !["POST", "PUT"].includes(request.method)) return null;
    const body = await request.clone().json().catch(() => null);
    const address = String(body?.email ?? "").trim().toLowerCase();
    return address ? { rule, key: `${rule.code} ${address}` } : null;
  }

  // Spends one of the ticket's tries; a refusal if none is left.
  spend({ rule, key }) {
    const now = Date.now();
    if (this.#spent.size > SWEEP_ABOVE) this.#sweep(now);
    const recent = (this.#spent.get(key) ?? []).filter((at) => at > now - WINDOW_MS);
    if (recent.length >= rule.most) return json(429, { code: 429, error_code: rule.code, msg: rule.msg });
    this.#spent.set(key, [...recent, now]);
    return null;
  }

  // Signing in rightly is not guessing: it clears the address's tries. A mail stays spent.
  settle({ rule, key }, response) {
    if (rule === TRIES && response.ok) this.#spent.delete(key);
  }

  #sweep(now) {
    for (const [key, times] of this.#spent) {
      if (times.at(-1) <= now - WINDOW_MS) this.#spent.delete(key);
    }
  }
}
