// The keys of one data folder: made once, readable by their owner alone, never part of the repository.
import crypto from "node:crypto";
import fs from "node:fs";
import path from "node:path";

const random = (bytes) => crypto.randomBytes(bytes).toString("base64url");

function make() {
  return {
    jwt_secret: random(48),
    publishable_key: `sb_publishable_${random(24)}`,
    secret_key: `sb_secret_${random(24)}`,
    mailbox_token: random(24),
  };
}

export function keysOf(folder) {
  const file = path.join(folder, "keys.json");
  if (!fs.existsSync(file)) {
    // Written beside and renamed, so that a kill in between leaves no half file.
    fs.writeFileSync(`${file}.new`, JSON.stringify(make(), null, 2), { mode: 0o600 });
    fs.renameSync(`${file}.new`, file);
  }
  return JSON.parse(fs.readFileSync(file, "utf8"));
}
