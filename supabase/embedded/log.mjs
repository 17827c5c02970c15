// What the server writes down. Supabase Lite prints whole errors, and in an error of PostgreSQL the words of members
// can stand: of those only the kind is kept.
function harmless(thing) {
  if (thing instanceof Error) return [thing.name, thing.code].filter(Boolean).join(" ");
  return typeof thing === "string" ? thing : typeof thing;
}

export function quietConsole() {
  const write = (...things) => log(things.map(harmless).join(" "));
  for (const way of ["log", "info", "warn", "error", "debug"]) console[way] = write;
  process.on("uncaughtException", (problem) => {
    log(`${harmless(problem)} ${/^ +at .*$/m.exec(problem?.stack)?.[0] ?? ""}`);
    process.exit(1);
  });
}

export function log(line) {
  process.stderr.write(`${new Date().toISOString()} ${line}\n`);
}
