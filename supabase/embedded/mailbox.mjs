// Mail goes nowhere: it lies here, newest first and in memory only, for whoever holds the mailbox's own token.
import crypto from "node:crypto";
import { json } from "./answers.mjs";

const MOST = 500;

const digest = (text) => crypto.createHash("sha256").update(text).digest();

function received(message) {
  // The link leads to a page that a local copy does not have; the code is what counts.
  const text = (message.text ?? "").replace(/\s*Or follow this link:.*$/s, "");
  return {
    at: new Date().toISOString(),
    to: message.to.toLowerCase(),
    subject: message.subject,
    text,
    code: /\b(\d{6})\b/.exec(text)?.[1] ?? null,
  };
}

export class Mailbox {
  #mails = [];
  #token;

  constructor(token) {
    this.#token = digest(`Bearer ${token}`);
  }

  // What Supabase Lite calls an e-mail driver.
  async send(message) {
    this.#mails.unshift(received(message));
    this.#mails.length = Math.min(this.#mails.length, MOST);
  }

  answer(request, url) {
    const shown = request.headers.get("authorization") ?? "";
    if (!crypto.timingSafeEqual(digest(shown), this.#token)) {
      return json(401, { message: "The mailbox needs its token." });
    }
    const to = url.searchParams.get("to")?.toLowerCase();
    return json(200, to === undefined ? this.#mails : this.#mails.filter((mail) => mail.to === to));
  }
}
