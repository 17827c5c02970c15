// Deleting what was deleted: the schedule that a hosted project leaves to pg_cron.
import { log } from "./log.mjs";

const HOURLY_MS = 60 * 60 * 1000;

/** Purge now and every hour, where the migrations brought something to purge. */
export function keepPurging(driver) {
  const purge = async () => {
    try {
      const [{ there }] = await driver.unsafe("select to_regproc('app.purge') is not null as there");
      if (there) await driver.unsafe("select app.purge()");
    } catch (error) {
      log(`the purge failed: ${error.code ?? error.name}`);
    }
  };
  purge();
  setInterval(purge, HOURLY_MS).unref();
}
