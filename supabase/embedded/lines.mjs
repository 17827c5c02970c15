// The lines to PostgreSQL that Supabase Lite works over: each borrowed by one request at a time, and its own
// postgres.js client.
//
// Lite's own way is to reserve connections in one postgres.js pool. When PostgreSQL goes away, that pool takes a
// reserved connection back without telling its holder: the next statement of a transaction crashes the process, or
// lands in the middle of somebody else's. Here a line that was cut stays cut, for its holder too.
import { AsyncLocalStorage } from "node:async_hooks";
import { Kysely, PostgresDialect, PostgresDriver } from "kysely";
import postgres from "postgres";

const MOST = 10;
// Above what PostgreSQL gives a statement (see server.mjs); an answer later than that was lost with its line.
const LONGEST_MS = 10_000;
const CHANGES = new Set(["INSERT", "UPDATE", "DELETE", "MERGE"]);

// Lite has made JSON of an object or a list already; made again it would arrive as a string of JSON.
const json = (value) => (typeof value === "string" && /^[[{]/.test(value) ? value : JSON.stringify(value));
const JSON_TYPES = { 114: json, 3802: json };

class Line {
  open = true;
  #sql;
  #notice;

  constructor(options, notice) {
    this.#notice = notice;
    this.#sql = postgres({
      ...options,
      serializers: { ...options.serializers, ...JSON_TYPES },
      max: 1,
      max_lifetime: null,
      onclose: () => { this.open = false; },
    });
  }

  async executeQuery({ sql, parameters }) {
    try {
      if (!this.open) throw new Error("The line to the database was cut.");
      const result = await this.#inTime(this.#sql.unsafe(sql, [...parameters]));
      const changed = CHANGES.has(result.command) ? BigInt(result.count) : undefined;
      return { rows: [...result], numAffectedRows: changed };
    } catch (problem) {
      this.#notice(problem);
      throw problem;
    }
  }

  async #inTime(query) {
    let timer;
    const late = new Promise((_, reject) => {
      timer = setTimeout(() => {
        this.open = false;
        reject(new Error("The database did not answer."));
      }, LONGEST_MS);
    });
    return Promise.race([query, late]).finally(() => clearTimeout(timer));
  }

  close() {
    return this.#sql.end({ timeout: 0 });
  }
}

class LineDriver extends PostgresDriver {
  #newLine;
  #idle = [];
  #waiting = [];
  #lent = 0;

  constructor(newLine) {
    super({});
    this.#newLine = newLine;
  }

  async init() {}

  async acquireConnection() {
    if (this.#lent >= MOST) return new Promise((resolve) => this.#waiting.push(resolve));
    this.#lent += 1;
    this.#idle = this.#idle.filter((line) => line.open);
    return this.#idle.pop() ?? this.#newLine();
  }

  async releaseConnection(line) {
    const next = this.#waiting.shift();
    if (next) return next(line.open ? line : this.#newLine());
    this.#lent -= 1;
    if (line.open) this.#idle.push(line);
  }

  async destroy() {
    await Promise.all(this.#idle.map((line) => line.close()));
  }
}

class LineDialect extends PostgresDialect {
  #newLine;

  constructor(newLine) {
    super({});
    this.#newLine = newLine;
  }

  createDriver() {
    return new LineDriver(this.#newLine);
  }
}

// Was it PostgreSQL that was away, and not the statement that was wrong?
const isLoss = (problem) => problem.name !== "PostgresError" || problem.code.startsWith("57P0");

// Puts a Lite connection onto lines of ours, and watches what goes wrong on them.
export class Watch {
  losses = 0;
  #request = new AsyncLocalStorage();

  constructor(connection) {
    const notice = (problem) => this.#notice(problem);
    const newLine = () => new Line(connection.driver.options, notice);
    connection.kysely = new Kysely({ dialect: new LineDialect(newLine) });
  }

  // Runs `work`; tells beside its result whether PostgreSQL was lost meanwhile, and the last error it reported.
  async during(work) {
    const before = this.losses;
    const seen = { error: null };
    const result = await this.#request.run(seen, work);
    return { result, lost: this.losses !== before, error: seen.error };
  }

  #notice(problem) {
    if (isLoss(problem)) this.losses += 1;
    else if (this.#request.getStore()) this.#request.getStore().error = problem;
  }
}
